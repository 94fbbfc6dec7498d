# One image for web, worker and beat, `product`; docker-compose.yml says which one a container
# is. One for PgBouncer, `pooler`. Linted, never built: there was no engine where this was written.

FROM python:3.13-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/venv
COPY requirements-server.txt /tmp/requirements.txt
RUN /opt/venv/bin/pip install --require-hashes -r /tmp/requirements.txt
# What the image is made of, listed by a tool that does not come along.
COPY requirements-audit.txt config/__init__.py config/materials.py /tmp/audit/config/
WORKDIR /tmp/audit
RUN python -m venv /opt/audit \
    && /opt/audit/bin/pip install --require-hashes -r config/requirements-audit.txt \
    && /opt/audit/bin/python -m config.materials /tmp/requirements.txt /opt/venv/sbom.json \
        "$(/opt/venv/bin/python -c "import sysconfig; print(sysconfig.get_path('purelib'))")"

# The version of PgBouncer that `make pooler` tries; it refuses to run as root.
FROM debian:bookworm-slim AS pooler
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install -y --no-install-recommends pgbouncer \
    && rm -rf /var/lib/apt/lists/* /etc/pgbouncer/*
USER 10002
EXPOSE 6432

FROM python:3.13-slim-bookworm AS product
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
# What WeasyPrint loads at run time; config/bootstrap.py names the same libraries.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        fonts-dejavu-core libfontconfig1 libglib2.0-0 libharfbuzz0b \
        libharfbuzz-subset0 libpango-1.0-0 libpangoft2-1.0-0 \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --home-dir /srv/alliances alliances \
    && install -d -o alliances -g alliances /data /srv/alliances
COPY --from=build /opt/venv /opt/venv
WORKDIR /srv/alliances
COPY . .
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=config.settings PORT=8000 \
    DATA_DIR=/data
# Translations are kept as text and compiled where they are used. Static files belong
# to the image: both change with the code and only then.
RUN python -m config.catalogues compile \
    && python manage.py collectstatic --noinput -v 0
USER 10001
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=6s --start-period=30s --retries=4 \
    CMD ["python", "-m", "config.probe", "live"]
CMD ["gunicorn", "config.wsgi", "--bind", "0.0.0.0:8000", "--no-control-socket"]
