package io.byteor.runner.replay;

/** The durable record of replays: effects, actions and checkpoints, in chunks that are there whole or not at all. */
@FunctionalInterface
public interface ReplayLog {
    /**
     * Takes a replay over: from the return on, nobody who held it before can write for it, and the claim shows everything that
     * was ever committed for it. Blocks while another replay's chunk is open beside it.
     *
     * @throws ClaimLostException if somebody else took it over meanwhile
     * @throws ChunkFailedException if it could not be established now
     */
    Claim claim(ReplayTicket ticket);
}
