package io.byteor.audit.query.store;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of {@code replay}. */
@Entity
@Immutable
@Table(name = "replay")
public class ReplayEntity extends PanacheEntityBase implements Lists.Row {
    @Id
    @Column(name = "replay_id")
    public String replayId;

    @Column
    public long arrival;

    @Column
    public LocalDate day;

    @Column
    public @Nullable String decision;

    @Column(name = "bundle_id")
    public @Nullable String bundleId;

    @Column(name = "root_bundle_id")
    public @Nullable String rootBundleId;

    @Column
    public @Nullable String mode;

    @Column
    public @Nullable String environment;

    @Column(name = "spec_hash")
    public @Nullable String specHash;

    @Column(name = "request_digest")
    public @Nullable String requestDigest;

    @Column(name = "approval_id")
    public @Nullable String approvalId;

    @Column(name = "requester_issuer")
    public @Nullable String requesterIssuer;

    @Column(name = "requester_subject")
    public @Nullable String requesterSubject;

    @Column
    public @Nullable String reason;

    @Column
    public @Nullable String ticket;

    @Column
    public @Nullable String findings;

    @Column(name = "agent_id")
    public @Nullable String agentId;

    @Column(name = "incident_id")
    public @Nullable String incidentId;

    @Column
    public @Nullable String pipeline;

    @Column
    public String[] approvers;

    @Column(name = "requested_at")
    public @Nullable Instant requestedAt;

    @Column(name = "decided_at")
    public @Nullable Instant decidedAt;

    @Column(name = "started_at")
    public @Nullable Instant startedAt;

    @Column(name = "tree_size")
    public long treeSize;

    @Column
    public @Nullable String outcome;

    @Column(name = "audited_listed")
    public @Nullable Long auditedListed;

    @Column(name = "finished_at")
    public @Nullable Instant finishedAt;

    @Override
    public long arrival() {
        return arrival;
    }
}
