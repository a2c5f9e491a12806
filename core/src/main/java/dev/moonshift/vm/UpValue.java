package dev.moonshift.vm;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;

/**
 * A variable that closures share: a register while its block runs (<em>open</em>), a value of its
 * own afterwards (<em>closed</em>).
 */
public final class UpValue {
  private @Nullable LuaValue value; // once closed; null while open, and see globals()
  private @Nullable Object place; // the frame's registers while open; see globals()
  private int register; // -1 once closed
  @Nullable UpValue next; // the frame's next open upvalue, at a lower register

  UpValue(LuaValue[] registers, int register, @Nullable UpValue next) {
    place = registers;
    this.register = register;
    this.next = next;
  }

  /** Makes a closed one. */
  public UpValue(LuaValue value) {
    this.value = value;
    register = -1;
  }

  /** Makes one for the globals of a process, which makes them when they are first read. */
  UpValue(Execution process) {
    place = process;
    register = -1;
  }

  /** The register it stands for, or -1 once closed. */
  int register() {
    return register;
  }

  /** Reads the variable. */
  public LuaValue get() {
    LuaValue closed = value;
    return closed != null ? closed : elsewhere();
  }

  /** Reads the variable where it is open, or stands for globals that nobody has read. */
  private LuaValue elsewhere() {
    Object somewhere = Objects.requireNonNull(place);
    if (register >= 0) {
      return ((LuaValue[]) somewhere)[register];
    }
    LuaValue made = ((Execution) somewhere).globals();
    value = made;
    place = null;
    return made;
  }

  /** Writes the variable. */
  public void set(LuaValue newValue) {
    int open = register;
    if (open < 0) {
      value = newValue;
    } else {
      ((LuaValue[]) Objects.requireNonNull(place))[open] = newValue;
    }
  }

  /** Takes the variable out of its frame: the block that declared it has ended. */
  void close() {
    value = get();
    place = null;
    register = -1;
    next = null;
  }
}
