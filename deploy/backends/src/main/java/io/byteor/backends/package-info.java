/**
 * What the system stands on: a broker, a database and a schema registry, each behind a small role that says where it
 * answers and can be closed. Nothing here knows the services, their topics or their tables.
 */
@NullMarked
package io.byteor.backends;

import org.jspecify.annotations.NullMarked;
