/**
 * The machine that runs bytecode: frames, the interpreter, what each operator means.
 *
 * <p>Floor 2: knows bytecode and texts; knows nothing of libraries, processes or schedulers. All
 * that a run needs is handed down in one {@link dev.moonshift.vm.Execution}; nothing mutable is
 * static.
 */
@NullMarked
package dev.moonshift.vm;

import org.jspecify.annotations.NullMarked;
