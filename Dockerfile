# The server with nothing that only builds it. Runs as user 10001, on a read-only root, with one
# writable folder: /data. `compose.yaml` shows the rest of the walls.
FROM node:24-slim AS build
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1
COPY package.json package-lock.json .npmrc ./
RUN npm ci --include=dev --include=optional --ignore-scripts --no-audit --no-fund
COPY . .
RUN node scripts/build.mjs

FROM node:24-slim
WORKDIR /app
# Inside a container "loopback only" would be nobody, so it listens on all addresses of the container.
# The server refuses that without a password: set AUTH_MODE=password and ACCESS_PASSWORD, or, where
# the port is published to one machine only, ALLOW_INSECURE=1.
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
RUN install -d -o 10001 -g 10001 /data
COPY --from=build /app/scripts/serve.mjs ./scripts/serve.mjs
COPY --from=build /app/scripts/serve ./scripts/serve
COPY --from=build /app/scripts/backup.mjs ./scripts/backup.mjs
COPY --from=build /app/scripts/restore.mjs ./scripts/restore.mjs
COPY --from=build /app/scripts/store ./scripts/store
COPY --from=build /app/scripts/doctor.mjs ./scripts/doctor.mjs
COPY --from=build /app/scripts/doctor ./scripts/doctor
COPY --from=build /app/scripts/entry/failure.mjs ./scripts/entry/failure.mjs
COPY --from=build /app/scripts/entry/find-node.mjs ./scripts/entry/find-node.mjs
COPY --from=build /app/.next/standalone ./.next/standalone
USER 10001:10001
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=3s --start-period=10s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/livez`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "scripts/serve.mjs"]
