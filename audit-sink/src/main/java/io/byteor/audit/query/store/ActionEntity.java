package io.byteor.audit.query.store;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of {@code replay_action}. */
@Entity
@Immutable
@IdClass(ActionEntity.Key.class)
@Table(name = "replay_action")
public class ActionEntity extends PanacheEntityBase {
    @Id
    @Column(name = "replay_id")
    public String replayId;

    @Id
    @Column
    public long seq;

    @Id
    @Column
    public LocalDate day;

    @Column
    public String role;

    @Column
    public String lane;

    @Column
    public String stage;

    @Column(name = "origin_lane")
    public String originLane;

    @Column(name = "origin_sequence")
    public long originSequence;

    @Column
    public int ordinal;

    @Column
    public @Nullable String target;

    @Column(name = "to_lane")
    public @Nullable String toLane;

    @Column
    public String decision;

    @Column
    public @Nullable String reason;

    @Column
    public byte @Nullable [] key;

    @Column(name = "payload_sha256")
    public byte @Nullable [] payloadSha256;

    @Column(name = "payload_bytes")
    public long payloadBytes;

    @Column
    public Instant at;

    @Column
    public byte[] leaf;

    /** The primary key. */
    public record Key(String replayId, long seq, LocalDate day) implements Serializable {}
}
