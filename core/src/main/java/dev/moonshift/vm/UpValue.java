package dev.moonshift.vm;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;

/**
 * A variable that closures share: a register while its block runs (<em>open</em>), a value of its
 * own afterwards (<em>closed</em>).
 */
public final class UpValue {
  private Object place; // the frame's registers while open, the value once closed; see globals()
  private int register; // -1 once closed
  @Nullable UpValue next; // the frame's next open upvalue, at a lower register

  UpValue(LuaValue[] registers, int register, @Nullable UpValue next) {
    this.place = registers;
    this.register = register;
    this.next = next;
  }

  /** Makes a closed one. */
  public UpValue(LuaValue value) {
    this.place = value;
    this.register = -1;
  }

  /** Makes one for the globals of a process, which makes them when they are first read. */
  UpValue(Execution process) {
    this.place = process;
    this.register = -1;
  }

  /** The register it stands for, or -1 once closed. */
  int register() {
    return register;
  }

  /** Reads the variable. */
  public LuaValue get() {
    int open = register;
    if (open >= 0) {
      return ((LuaValue[]) place)[open];
    }
    Object value = place;
    return value instanceof LuaValue ? (LuaValue) value : globals();
  }

  private LuaValue globals() {
    LuaValue made = ((Execution) place).globals();
    place = made;
    return made;
  }

  /** Writes the variable. */
  public void set(LuaValue newValue) {
    int open = register;
    if (open < 0) {
      place = newValue;
    } else {
      ((LuaValue[]) place)[open] = newValue;
    }
  }

  /** Takes the variable out of its frame: the block that declared it has ended. */
  void close() {
    place = get();
    register = -1;
    next = null;
  }
}
