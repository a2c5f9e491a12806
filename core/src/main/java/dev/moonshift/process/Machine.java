package dev.moonshift.process;

import dev.moonshift.bytecode.Code;
import dev.moonshift.library.StandardLibrary;
import dev.moonshift.time.TimeSource;
import dev.moonshift.vm.Execution;
import dev.moonshift.vm.OverlayTable;

/**
 * The machine of a process: passes on what its functions write, and tells them the process's time.
 */
final class Machine extends Execution {
  final LuaProcess process;

  Machine(LuaProcess process, Code code) {
    super(code, process.settings().args(), process.settings().machineSetting());
    this.process = process;
    Environment environment = process.settings().environment();
    if (!environment.isEmpty()) {
      environment.installIn(globals());
    }
  }

  @Override
  protected OverlayTable newGlobals() {
    return StandardLibrary.newGlobals();
  }

  @Override
  public int write(byte[] bytes, int offset, int length) {
    return process.write(bytes, offset, length);
  }

  @Override
  public TimeSource time() {
    return process.settings().time();
  }

  @Override
  public void compilationFailed(Code failed, int pc, Throwable cause) {
    process.compilationFailed(failed, pc, cause);
  }
}
