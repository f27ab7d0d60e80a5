# Relata's service and its workers; Neo4j runs beside them (docker-compose.yml).

FROM python:3.13-slim-bookworm AS build
WORKDIR /relata
COPY scripts/uv.txt scripts/uv.txt
RUN pip install --no-cache-dir --requirement scripts/uv.txt
COPY pyproject.toml uv.lock ./
RUN uv sync --frozen --no-dev --no-cache --compile-bytecode

FROM python:3.13-slim-bookworm
WORKDIR /relata
RUN useradd --system --uid 10001 --home-dir /data relata \
  && mkdir /data cache \
  && chown relata:relata /data cache \
  && chmod 700 /data
COPY --from=build /relata/.venv .venv
COPY app app
COPY graph graph
COPY extraction extraction
COPY migrations migrations
ENV PATH=/relata/.venv/bin:$PATH \
  PYTHONUNBUFFERED=1 \
  RELATA_HOME=/data \
  RELATA_HOST=0.0.0.0 \
  XDG_CACHE_HOME=/relata/cache
USER relata
# the grammar of Cypher and the page's script, which a running container shall not have to look for
RUN python -c "from graph.local import grammar; grammar.archive()" \
  && python -c "from app.dashboard import scripts; scripts.complete()"
VOLUME /data
EXPOSE 8000
ENTRYPOINT ["python", "-m", "app"]
CMD ["serve"]
