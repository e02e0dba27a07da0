# The dashboard and the command line, for use with a Neo4j elsewhere (NEO4J_URI); see docker-compose.yml.
FROM python:3.12-slim

ENV PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    PIP_NO_CACHE_DIR=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PYTHONPATH=/app \
    ALLIANCEGRAPH_HOME=/home/alliancegraph/data

WORKDIR /app

# First the packages, so that a change of our own code leaves this layer alone.
COPY requirements.lock .
RUN pip install --require-hashes --requirement requirements.lock

COPY . .

# The volume for the registry and the review decisions takes its owner from this folder.
RUN useradd --uid 10001 --create-home alliancegraph \
    && install -d -o alliancegraph -g alliancegraph "$ALLIANCEGRAPH_HOME"
USER alliancegraph

EXPOSE 8501
HEALTHCHECK --interval=30s --timeout=5s --start-period=180s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8501/_stcore/health', timeout=4)"]

ENTRYPOINT ["python", "-m", "alliancegraph"]
CMD ["up", "--no-browser", "--port", "8501"]
