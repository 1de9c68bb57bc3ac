# Every Java part from one file: docker build --build-arg MODULE=ingress-service .
# All stages but the last are the same for each of them, so that they compile, and learn, once.
ARG MODULE

FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2 mvn -q -B -ntp -Dmaven.test.skip=true -pl flow-cli -am package \
 && deploy/docker/lay-out /opt/flow

# The modules of Java that the parts use, and what operating them takes: jcmd, flight recorder, SASL, Kerberos.
FROM maven:3.9-eclipse-temurin-25 AS jre
RUN jlink --output /opt/jre --no-header-files --no-man-pages --compress=zip-6 --add-modules \
java.base,java.instrument,java.logging,java.management,java.naming,java.net.http,java.rmi,java.security.jgss,\
java.security.sasl,java.sql,java.xml,jdk.crypto.cryptoki,jdk.jcmd,jdk.jfr,jdk.management,jdk.management.agent,\
jdk.naming.dns,jdk.net,jdk.unsupported

FROM debian:bookworm-slim AS java
COPY --from=jre /opt/jre /opt/jre
ENV PATH=/opt/jre/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8

# The whole pipeline runs once, on the files and the Java that it will run on, and each part keeps what Java learned
# (an AOT cache: classes loaded and linked, methods profiled).
FROM java AS trained
COPY --from=build /opt/flow /opt/flow
COPY deploy/docker/healthy deploy/docker/train /usr/local/bin/
RUN --mount=type=bind,from=build,source=/opt/java/openjdk,target=/opt/jdk train

FROM java
ARG MODULE
ARG VERSION=0.1.0-SNAPSHOT
ARG REVISION=unknown
LABEL org.opencontainers.image.title="LogLife Flow: ${MODULE}" \
      org.opencontainers.image.description="WhatsApp webhooks in, replies out, over Kafka" \
      org.opencontainers.image.vendor="LogLife" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
# State and media where nothing is mounted, writable by whoever the container runs as.
RUN mkdir -m 1777 /var/lib/flow /var/lib/flow-media
COPY --from=trained /opt/flow/${MODULE} /opt/flow/${MODULE}
COPY deploy/docker/healthy /usr/local/bin/healthy
ENV MODULE=${MODULE} STATE_DIR=/var/lib/flow
WORKDIR /opt/flow/${MODULE}
USER 10001:10001
VOLUME /var/lib/flow
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --start-interval=1s --retries=3 CMD ["healthy"]
# Java itself is process 1 and hears SIGTERM. The file run has its options and main class; JAVA_TOOL_OPTIONS adds to them.
ENTRYPOINT ["java", "-XX:AOTCache=learned.aot", "@run"]
