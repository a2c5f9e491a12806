package dev.moonshift.vm;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;

/**
 * A variable that closures share: a register while its block runs (<em>open</em>), a value of its
 * own afterwards (<em>closed</em>).
 */
public final class UpValue {
  private LuaValue @Nullable [] registers; // null once closed
  private LuaValue value = LuaValue.NIL;
  final int register;
  @Nullable UpValue next; // the frame's next open upvalue, at a lower register

  UpValue(LuaValue[] registers, int register, @Nullable UpValue next) {
    this.registers = registers;
    this.register = register;
    this.next = next;
  }

  /** Makes a closed one. */
  public UpValue(LuaValue value) {
    this.value = value;
    this.register = -1;
  }

  /** Reads the variable. */
  public LuaValue get() {
    LuaValue[] open = registers;
    return open == null ? value : open[register];
  }

  /** Writes the variable. */
  public void set(LuaValue newValue) {
    LuaValue[] open = registers;
    if (open == null) {
      value = newValue;
    } else {
      open[register] = newValue;
    }
  }

  /** Takes the variable out of its frame: the block that declared it has ended. */
  void close() {
    LuaValue[] open = registers;
    if (open != null) {
      value = open[register];
      registers = null;
      next = null;
    }
  }
}
