package io.byteor.validator.topology;

import io.byteor.schemas.event.CommandOutcome;
import io.byteor.schemas.topic.Topic;
import io.byteor.validator.topology.store.StampedStore;
import java.time.Instant;

/**
 * What became of the votes, revocations, controls and moves that were made of something that stands, by their ids: one that comes again, by
 * whichever gateway, is told the same and changes nothing. Belongs to one task.
 */
final class CommandLog {
    private final CommandProcessor processor;
    private final StampedStore store;

    CommandLog(CommandProcessor processor) {
        this.processor = processor;
        this.store = processor.stamped(Names.COMMAND_LOG);
    }

    /** Tells again what came of a command; false where none of this id is known. */
    boolean repeated(String commandId) {
        CommandOutcome told = processor.decoded(Topic.COMMAND_OUTCOME, CommandOutcome.class, store.get(commandId));
        if (told == null) {
            return false;
        }
        processor.answer(told);
        return true;
    }

    /** Tells what came of a command, and remembers it once what it changed is kept: that can fail, and then nothing came of it. */
    void answer(CommandOutcome outcome, Runnable change, Instant now) {
        byte[] told = processor.encoded(Topic.COMMAND_OUTCOME, outcome);
        processor.answer(outcome);
        change.run();
        store.put(outcome.getCommandId(), told, now);
    }

    /** The same for a command that changes nothing. */
    void answer(CommandOutcome outcome, Instant now) {
        answer(outcome, () -> {}, now);
    }
}
