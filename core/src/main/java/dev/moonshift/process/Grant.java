package dev.moonshift.process;

import dev.moonshift.library.StandardLibrary;
import dev.moonshift.vm.OverlayTable;
import java.util.function.Consumer;

/**
 * A part of the standard library that a script gets only where its host grants it; see {@link
 * Environment.Builder#grant}. None of them reaches out of the process.
 */
public enum Grant {
  /**
   * All of {@code debug}, for the process's own functions, coroutines and values; without it there
   * is {@code debug.traceback} alone. A script that has it can look into and change every function
   * in its process, so functions that a host wrote in Lua keep no secrets from it.
   */
  DEBUG(StandardLibrary::grantDebug),

  /**
   * {@code require} and {@code package}, for what is loaded and what the script itself puts into
   * {@code package.preload}; no files are read.
   */
  REQUIRE(StandardLibrary::grantRequire);

  private final Consumer<OverlayTable> installer;

  Grant(Consumer<OverlayTable> installer) {
    this.installer = installer;
  }

  void installIn(OverlayTable globals) {
    installer.accept(globals);
  }
}
