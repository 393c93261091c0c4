/** What a person or a script gets to see: exit codes, answers as text or JSON, errors as one line. Knows no network. */
@NullMarked
package io.byteor.cli.output;

import org.jspecify.annotations.NullMarked;
