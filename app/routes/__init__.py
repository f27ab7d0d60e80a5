"""The whole URL map."""

from litestar import Router

from app.routes import health, ping

ROUTERS: list[Router] = [
    ping.router,
    health.router,
]
