/**
 * Events on topics: the codec that frames Avro with the registry's content id and tells poison from outage, the topics'
 * creation and check, dead letters, and the settings every Kafka client of the house shares. The registry's own types stay in
 * here.
 */
@NullMarked
package io.byteor.schemas.kafka;

import org.jspecify.annotations.NullMarked;
