package io.byteor.audit.query.store;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of {@code escalation}. */
@Entity
@Immutable
@Table(name = "escalation")
public class EscalationEntity extends PanacheEntityBase implements Lists.Row {
    @Id
    @Column(name = "escalation_id")
    public String escalationId;

    @Column
    public long arrival;

    @Column
    public long revision;

    @Column
    public String cause;

    @Column
    public String subject;

    @Column
    public @Nullable String environment;

    @Column
    public String evidence;

    @Column(name = "replay_id")
    public @Nullable String replayId;

    @Column
    public String status;

    @Column
    public @Nullable String acknowledgement;

    @Column
    public @Nullable String resolution;

    @Column(name = "raised_at")
    public Instant raisedAt;

    @Column(name = "changed_at")
    public Instant changedAt;

    @Override
    public long arrival() {
        return arrival;
    }
}
