/**
 * Apicurio Registry as a child process of this JVM, keeping its content in a database.
 */
@NullMarked
package io.byteor.backends.apicurio;

import org.jspecify.annotations.NullMarked;
