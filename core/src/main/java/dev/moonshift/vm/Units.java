package dev.moonshift.vm;

import dev.moonshift.bytecode.Code;
import java.lang.invoke.MethodHandles;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaValue;

/** What a compiler needs of this package: a way to make units, and a look at frames. */
public final class Units {
  /** How many instructions may be run without fuel, where no safepoint is between. */
  public static final int STRAIGHT_LINE_LIMIT = Execution.STRAIGHT_LINE_LIMIT;

  private Units() {}

  /**
   * Loads a class of this package that extends {@link Unit}, and makes its one instance. The class
   * is unloaded when nobody holds the unit any more.
   *
   * @param code what it is compiled from
   * @param bytes the class file
   * @param constants what its initialiser finds as class data
   */
  public static Unit define(Code code, byte[] bytes, Object[] constants) {
    try {
      Unit made =
          (Unit)
              MethodHandles.lookup()
                  .defineHiddenClassWithClassData(bytes, constants, true)
                  .lookupClass()
                  .getDeclaredConstructor()
                  .newInstance();
      made.slots = code.isVararg ? Unit.MANY : UnitSupport.slots(code);
      return made;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a compiled unit could not be loaded", e);
    }
  }

  /** The bit by which a table knows quickly that it has no such key; 0 for keys that have none. */
  public static int keyBit(LuaValue key) {
    return LongKey.isLong(key) ? 0 : Table.keyBit(key);
  }

  /** How many slots of the stack an activation takes, without arguments that have no names. */
  public static int slots(Code code) {
    return UnitSupport.slots(code);
  }

  /**
   * Says of what kind a frame's register is: 1 for an int, 2 for another number, 3 for the rest.
   */
  public static byte kind(LuaFrame frame, int register) {
    LuaValue value = frame.registers[register];
    return (byte) (value instanceof LuaInteger ? 1 : value instanceof LuaNumber ? 2 : 3);
  }
}
