/** What is raised for a person to look at, and what a flood of refusals leaves. */
@NullMarked
package io.byteor.e2e.govern.escalation;

import org.jspecify.annotations.NullMarked;
