# Context: the repository's root.  docker build -f docker/sandbox.Dockerfile -t tidegate-sandbox .
# The admin API answers inside the container only; --admin-from-anywhere opens it (docs/sandbox.md).
FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /src
COPY . .
RUN mvn -B -q -ntp -Pquick -pl sandbox -am package

FROM eclipse-temurin:17-jre
RUN useradd --system --create-home --home-dir /var/lib/tidegate tidegate
COPY --from=build /src/sandbox/target/lib /opt/tidegate/lib
COPY --from=build /src/sandbox/target/sandbox-*.jar /opt/tidegate/
USER tidegate
WORKDIR /var/lib/tidegate
VOLUME /var/lib/tidegate
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s \
  CMD bash -c 'exec 3<>/dev/tcp/127.0.0.1/8080 && printf "GET /admin/health HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nConnection: close\r\n\r\n" >&3 && head -n 1 <&3 | grep -q " 200"'
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=75", "-cp", "/opt/tidegate/*:/opt/tidegate/lib/*", "io.tidegate.sandbox.SandboxApplication"]
CMD ["--port", "8080", "--bind", "0.0.0.0", "--data", "/var/lib/tidegate/data"]
