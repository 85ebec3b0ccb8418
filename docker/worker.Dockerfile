# Context: the repository's root.  docker build -f docker/worker.Dockerfile -t tidegate-worker .
FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /src
COPY . .
RUN mvn -B -q -ntp -Pquick -pl worker -am package

FROM eclipse-temurin:17-jre
RUN useradd --system --create-home --home-dir /var/lib/tidegate tidegate
COPY --from=build /src/worker/target/lib /opt/tidegate/lib
COPY --from=build /src/worker/target/worker-*.jar /opt/tidegate/
USER tidegate
WORKDIR /var/lib/tidegate
# Inside a container every interface is the container's own.
ENV TIDEGATE_WORKER_BIND=0.0.0.0 SERVER_PORT=8081
EXPOSE 8081
# Up means polling: the worker answers 503 until it does.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s \
  CMD bash -c 'exec 3<>/dev/tcp/127.0.0.1/8081 && printf "GET /actuator/health HTTP/1.0\r\n\r\n" >&3 && head -n 1 <&3 | grep -q " 200"'
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=75", "-cp", "/opt/tidegate/*:/opt/tidegate/lib/*", "io.tidegate.worker.WorkerApplication"]
