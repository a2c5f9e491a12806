/** What tests of several packages share: running scripts, finding test files, reading classes. */
@NullMarked
package dev.moonshift.support;

import org.jspecify.annotations.NullMarked;
