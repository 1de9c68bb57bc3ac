package co.loglife.flow.ingress.http;

/**
 * A request's body.
 *
 * @param bytes as they came
 * @param memory what it holds until its request is handed over
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Body(byte[] bytes, BodyMemory.Share memory) implements AutoCloseable {
    @Override
    public void close() {
        memory.close();
    }
}
