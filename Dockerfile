# One image for the web processes, the workers and the clock; docker-compose.yml says which is which.
FROM python:3.11-slim-bookworm

ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    HOST=0.0.0.0 \
    PORT=8000 \
    VAR_DIR=/data \
    STATIC_ROOT=/app/collected

RUN useradd --uid 10001 --home-dir /app --shell /usr/sbin/nologin tracker \
    && install -d -o tracker -g tracker /data
WORKDIR /app

COPY requirements.txt ./
RUN pip install --quiet --no-cache-dir --require-hashes -r requirements.txt

COPY . .
# The addresses keep it from starting servers of its own; nothing is asked of them, nothing is kept.
RUN DATABASE_URL=postgres://none/none REDIS_URL=redis://none SECRET_KEY=for-this-step-only \
    python manage.py collectstatic --no-input --verbosity 0 \
    && python -m compileall -q .

USER tracker
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=10s --start-period=60s CMD ["python", "-m", "config.local.port"]
CMD ["gunicorn", "-c", "python:config.gunicorn", "config.wsgi"]
