package dev.moonshift.bench.contender;

import org.luaj.vm2.LuaValue;
import org.luaj.vm2.lib.jse.JsePlatform;

/** LuaJ as its manual sets it up: the standard globals, its compiler and its interpreter. */
final class LuaJScript implements Script {
  private final LuaValue main;

  LuaJScript(String chunkName, String chunk) {
    main = JsePlatform.standardGlobals().load(chunk, chunkName);
  }

  @Override
  public Execution start(long argument, long quantum) {
    LuaValue n = LuaValue.valueOf(argument);
    return new Execution() {
      private LuaValue returned = LuaValue.NIL;

      @Override
      public boolean tick() {
        returned = main.call(n);
        return false;
      }

      @Override
      public double result() {
        return returned.checkdouble();
      }
    };
  }
}
