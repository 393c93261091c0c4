package io.byteor.e2e.attack.door;

import io.byteor.schemas.error.ErrorCode;

/**
 * One attack and the answer that it must get.
 *
 * @param name for people
 * @param key of the configuration that sets the limit which stops it; empty where none does
 * @param code of the answer, with the status that goes with it
 * @param place that the answer's place holds
 * @param value that the answer's value holds
 * @param move the attack itself
 */
public record Attack(String name, String key, ErrorCode code, int status, String place, String value, Move move) {

    public static Attack of(String name, ErrorCode code, String place, String value, Move move) {
        return new Attack(name, "", code, code.status(), place, value, move);
    }

    /** The same attack, stopped by a limit that this key sets. */
    public Attack stoppedBy(String limit) {
        return new Attack(name, limit, code, status, place, value, move);
    }

    /** The same attack, whose code goes with another status than the code's own. */
    public Attack withStatus(int other) {
        return new Attack(name, key, code, other, place, value, move);
    }

    /** Sends something. */
    @FunctionalInterface
    public interface Move {
        /** @param agent that nobody else is */
        Reply against(Door door, String agent) throws Exception;
    }
}
