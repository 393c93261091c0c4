package io.byteor.validator.gateway;

import io.byteor.schemas.event.ApprovalRequested;
import io.byteor.schemas.event.ApprovalRevoked;
import io.byteor.schemas.event.ApprovalVoted;
import io.byteor.schemas.event.EscalationMoved;
import io.byteor.schemas.event.GovernanceCommand;
import io.byteor.schemas.event.ReplayControlRequested;
import io.byteor.schemas.event.ReplayRequested;

/** What the gateway writes. */
public sealed interface Command {
    /** Names the outcome. */
    String commandId();

    record Put(GovernanceCommand event) implements Command {
        @Override
        public String commandId() {
            return event.getCommandId();
        }
    }

    record RequestReplay(ReplayRequested event) implements Command {
        @Override
        public String commandId() {
            return event.getCommandId();
        }
    }

    record ControlReplay(ReplayControlRequested event) implements Command {
        @Override
        public String commandId() {
            return event.getCommandId();
        }
    }

    record RequestApproval(ApprovalRequested event) implements Command {
        @Override
        public String commandId() {
            return event.getCommandId();
        }
    }

    record Vote(ApprovalVoted event) implements Command {
        @Override
        public String commandId() {
            return event.getCommandId();
        }
    }

    record MoveEscalation(EscalationMoved event) implements Command {
        @Override
        public String commandId() {
            return event.getCommandId();
        }
    }

    record Revoke(ApprovalRevoked event) implements Command {
        @Override
        public String commandId() {
            return event.getCommandId();
        }
    }
}
