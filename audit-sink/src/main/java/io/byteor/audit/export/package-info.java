/**
 * Rows of many replays as files that analysts take elsewhere. Where rows come from, how a format writes them and where accesses are written down stand behind roles.
 */
@NullMarked
package io.byteor.audit.export;

import org.jspecify.annotations.NullMarked;
