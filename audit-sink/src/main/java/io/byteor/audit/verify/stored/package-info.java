/** What is verified, as it is stored; nothing that it says of itself is believed. */
@NullMarked
package io.byteor.audit.verify.stored;

import org.jspecify.annotations.NullMarked;
