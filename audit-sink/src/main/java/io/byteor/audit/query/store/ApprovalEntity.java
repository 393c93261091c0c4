package io.byteor.audit.query.store;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of {@code approval}. */
@Entity
@Immutable
@Table(name = "approval")
public class ApprovalEntity extends PanacheEntityBase implements Lists.Row {
    @Id
    @Column(name = "approval_id")
    public String approvalId;

    @Column
    public long arrival;

    @Column
    public long revision;

    @Column
    public String status;

    @Column(name = "request_digest")
    public String requestDigest;

    @Column(name = "bundle_id")
    public String bundleId;

    @Column
    public String mode;

    @Column
    public String environment;

    @Column(name = "posture_digest")
    public String postureDigest;

    @Column
    public int required;

    @Column(name = "requester_issuer")
    public String requesterIssuer;

    @Column(name = "requester_subject")
    public String requesterSubject;

    @Column
    public String reason;

    @Column
    public @Nullable String ticket;

    @Column
    public String votes;

    @Column(name = "refused_votes")
    public String refusedVotes;

    @Column
    public @Nullable String revocation;

    @Column(name = "reserved_by")
    public @Nullable String reservedBy;

    @Column(name = "requested_at")
    public Instant requestedAt;

    @Column(name = "expires_at")
    public Instant expiresAt;

    @Column(name = "changed_at")
    public Instant changedAt;

    @Override
    public long arrival() {
        return arrival;
    }
}
