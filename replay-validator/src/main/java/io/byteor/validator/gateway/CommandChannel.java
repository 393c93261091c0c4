package io.byteor.validator.gateway;

/** Where commands go. */
@FunctionalInterface
public interface CommandChannel {
    /**
     * Hands a command over; returns when it is kept for good.
     *
     * @throws io.byteor.schemas.error.ByteorException UNAVAILABLE where that is not known in time; the command may still be carried out
     */
    void send(Command command);
}
