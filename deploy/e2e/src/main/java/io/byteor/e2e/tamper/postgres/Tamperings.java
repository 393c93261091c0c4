package io.byteor.e2e.tamper.postgres;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Tamperings by chance, of every kind as often as of any other. Equal seeds and stores give equal ones, but for keys. */
public final class Tamperings {
    private final TamperedStore store;
    private final Random random;
    private final List<Draw> draws = new ArrayList<>();
    private int next;

    public Tamperings(TamperedStore store, long seed) {
        this.store = store;
        this.random = new Random(seed);
        Map<String, Draw> all = new LinkedHashMap<>(ActionTamperings.all());
        all.putAll(CountTamperings.all());
        all.putAll(RowTamperings.all());
        all.putAll(LogTamperings.all());
        all.putAll(CheckpointTamperings.all());
        all.putAll(RetirementTamperings.all());
        draws.addAll(all.values());
        Collections.shuffle(draws, random);
    }

    /** How many kinds there are. */
    public int kinds() {
        return draws.size();
    }

    public Tampering next() throws SQLException {
        return draws.get(next++ % draws.size()).next(store, random);
    }
}
