# Tells in one sentence that the folder of corpora and gold data is missing.
test -d "$RELATA_SHARED" || {
  echo "The corpora and gold data are not in '$RELATA_SHARED': set RELATA_SHARED to their folder." >&2
  exit 1
}
