package io.byteor.validator.topology.run;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/** Bounds what all stores of this process take outside the heap: one cache that also counts write buffers, index and filter blocks. */
public final class BoundedRocks implements RocksDBConfigSetter {
    private static final long CACHE_BYTES = 64L << 20;
    private static final long WRITE_BUFFER_BYTES = 32L << 20;
    /**
     * What a store takes with its first write. There are some hundred stores, one for each partition of each kind: with the default,
     * a mebibyte each, they alone fill the bound above, and every further write has one of them flushed.
     */
    private static final long ARENA_BLOCK_BYTES = 64L << 10;

    /**
     * Four shards of the cache. Left to itself it makes one of each mebibyte, in which a few filters and what the write buffers
     * have booked displace one another, so that looking for a key reads them from disk again and again.
     */
    private static final int SHARD_BITS = 2;

    private static final Cache CACHE = new LRUCache(CACHE_BYTES, SHARD_BITS);
    private static final WriteBufferManager WRITE_BUFFERS = new WriteBufferManager(WRITE_BUFFER_BYTES, CACHE);

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(CACHE);
        table.setCacheIndexAndFilterBlocks(true);
        options.setWriteBufferManager(WRITE_BUFFERS);
        options.setArenaBlockSize(ARENA_BLOCK_BYTES);
        // Kafka Streams has the oldest level without filters, for those who find what they look for. Most of what is
        // looked for
        // here is not there: every request and every command is new once.
        options.setOptimizeFiltersForHits(false);
        options.setTableFormatConfig(table);
    }

    @Override
    public void close(String storeName, Options options) {
        // Cache and manager are shared by all stores and live as long as the process.
    }
}
