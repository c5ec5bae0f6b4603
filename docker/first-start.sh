#!/bin/sh
# Makes the model known to Ollama, once: from the exported GGUF where there is one, else by pulling it.
# Reads OLLAMA_HOST, MODEL and the folder /gguf. Ollama's own image runs it, see compose.yaml.
set -eu
if ollama show "$MODEL" >/dev/null 2>&1; then
    echo "$MODEL: already there"
elif [ -f /gguf/Modelfile ]; then
    echo "$MODEL: created from the exported GGUF"
    cd /gguf
    ollama create "$MODEL" -f Modelfile
else
    echo "$MODEL: no exported GGUF here, pulled by its name"
    ollama pull "$MODEL"
fi
