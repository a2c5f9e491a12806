package dev.moonshift.process;

import dev.moonshift.time.TimeSource;
import dev.moonshift.vm.Closure;
import dev.moonshift.vm.Execution;
import dev.moonshift.vm.OverlayTable;

/**
 * The machine of a process: passes on what its functions write, and tells them the process's time.
 */
final class Machine extends Execution {
  final LuaProcess process;

  Machine(LuaProcess process, Closure main, OverlayTable globals) {
    super(main, process.settings().args(), globals, process.settings().machineSetting());
    this.process = process;
  }

  @Override
  public int write(byte[] bytes, int offset, int length) {
    return process.write(bytes, offset, length);
  }

  @Override
  public TimeSource time() {
    return process.settings().time();
  }
}
