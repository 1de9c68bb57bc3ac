# One Dockerfile for every part: docker build --build-arg MODULE=ingress-service .
# The build stage is shared, so that building all of them compiles once.
ARG MODULE

FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2 mvn -q -B -ntp -Dmaven.test.skip=true -pl flow-cli -am package

FROM eclipse-temurin:25-jre
ARG MODULE
RUN useradd --system --uid 10001 --create-home flow && mkdir -p /var/lib/flow /var/lib/flow-media \
 && chown flow /var/lib/flow /var/lib/flow-media
WORKDIR /opt/flow
COPY --from=build /src/${MODULE}/target/lib lib
COPY --from=build /src/${MODULE}/target/${MODULE}.jar service.jar
COPY --chmod=755 deploy/docker/healthy /usr/local/bin/healthy
USER flow
ENV STATE_DIR=/var/lib/flow \
    JAVA_TOOL_OPTIONS="-XX:+UseSerialGC -XX:MaxRAMPercentage=70 -XX:+ExitOnOutOfMemoryError --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
VOLUME /var/lib/flow
# exec form: SIGTERM reaches Java itself
ENTRYPOINT ["java", "-jar", "service.jar"]
