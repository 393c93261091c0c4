package io.byteor.audit.query.store;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** The audit in a row of {@code replay}; apart, because lists of replays do not read it. */
@Entity
@Immutable
@Table(name = "replay")
public class AuditEntity extends PanacheEntityBase {
    @Id
    @Column(name = "replay_id")
    public String replayId;

    @Column(name = "tree_size")
    public long treeSize;

    @Column
    public @Nullable String audit;

    @Column(name = "audited_root")
    public byte @Nullable [] auditedRoot;

    @Column(name = "audited_listed")
    public @Nullable Long auditedListed;

    @Column(name = "audited_on")
    public @Nullable Instant auditedOn;
}
