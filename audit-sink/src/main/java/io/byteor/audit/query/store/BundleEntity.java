package io.byteor.audit.query.store;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of {@code bundle}. */
@Entity
@Immutable
@Table(name = "bundle")
public class BundleEntity extends PanacheEntityBase implements Lists.Row {
    @Id
    @Column(name = "bundle_id")
    public String bundleId;

    @Column
    public long arrival;

    @Column(name = "root_bundle_id")
    public String rootBundleId;

    @Column(name = "parent_bundle_id")
    public @Nullable String parentBundleId;

    @Column(name = "incident_id")
    public String incidentId;

    @Column
    public String title;

    @Column(name = "agent_id")
    public String agentId;

    @Column
    public String environment;

    @Column
    public String pipeline;

    @Column
    public String version;

    @Column(name = "spec_hash")
    public String specHash;

    @Column(name = "captured_at")
    public Instant capturedAt;

    @Column(name = "stored_at")
    public Instant storedAt;

    @Column(name = "deleted_at")
    public @Nullable Instant deletedAt;

    @Column
    public String directory;

    @Column
    public long files;

    @Column
    public long bytes;

    @Column
    public String lanes;

    @Override
    public long arrival() {
        return arrival;
    }
}
