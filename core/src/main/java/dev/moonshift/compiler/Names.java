package dev.moonshift.compiler;

/** Names of classes and methods that compiled code refers to, as the JVM writes them. */
final class Names {
  static final String VM = "dev/moonshift/vm/";
  static final String UNIT = VM + "Unit";
  static final String EXECUTION = VM + "Execution";
  static final String CLOSURE = VM + "Closure";
  static final String FRAME = VM + "LuaFrame";
  static final String UP_VALUE = VM + "UpValue";
  static final String NATIVE = VM + "NativeFunction";
  static final String LEAF = VM + "LeafFunction";
  static final String NUMBER_FUNCTION = VM + "NumberFunction";
  static final String SIGNAL = VM + "Signal";
  static final String SUPPORT = VM + "UnitSupport";
  static final String OPERATOR_SUPPORT = VM + "OperatorSupport";
  static final String TABLE_SUPPORT = VM + "TableSupport";
  static final String LOOP_SUPPORT = VM + "LoopSupport";
  static final String TIER = VM + "CodeTier";
  static final String EXIT = VM + "UnitExit";
  static final String SITE_TYPE = "L" + VM + "FieldSite;";
  static final String NUMBERS = VM + "Numbers";
  static final String ITERATOR = VM + "TableIterator";
  static final String TABLE = VM + "Table";
  static final String METAMETHOD = VM + "Metamethod";
  static final String CODE = "dev/moonshift/bytecode/Code";
  static final String ARITHMETIC = "dev/moonshift/bytecode/Arithmetic";
  static final String VALUE = "org/luaj/vm2/LuaValue";
  static final String NUMBER = "org/luaj/vm2/LuaNumber";
  static final String INTEGER = "org/luaj/vm2/LuaInteger";
  static final String VARARGS = "org/luaj/vm2/Varargs";

  // constants to Java's compiler too, so that descriptors made of them are not joined and hashed
  // anew
  static final String VALUE_TYPE = "L" + VALUE + ";";
  static final String VARARGS_TYPE = "L" + VARARGS + ";";
  static final String EXECUTION_TYPE = "L" + EXECUTION + ";";
  static final String FRAME_TYPE = "L" + FRAME + ";";
  static final String CLOSURE_TYPE = "L" + CLOSURE + ";";

  private Names() {}

  /** The descriptor of a class. */
  static String type(String name) {
    return "L" + name + ";";
  }
}
