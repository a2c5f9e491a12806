package dev.moonshift.syntax;

import dev.moonshift.bytecode.Instruction;
import dev.moonshift.syntax.Expression.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LocVars;
import org.luaj.vm2.LuaString;

/**
 * The blocks of a function in the making, with their local variables, labels and gotos.
 *
 * <p>A variable is declared first and becomes active later: in {@code local x = x} the second x is
 * another variable. The active variables live in the lowest registers, in order. A break is a goto
 * to a label that stands at the end of each loop.
 */
final class Scope {
  /** Variables a function can have at once: they must leave room for intermediate values. */
  private static final int MAX_VARIABLES = 200;

  /** How many variables are compared with a name for one unit of work. */
  private static final int VARIABLES_PER_UNIT = 16;

  /** The label at the end of a loop; no name of a source is this object. */
  private static final LuaString BREAK = LuaString.valueOf("break");

  private static final class Block {
    final @Nullable Block outer;
    final boolean loop;
    final int activeCount;
    final int firstGoto;
    boolean isLeft;

    /** Whether a closure uses one of its variables, which must be closed when it is left. */
    boolean captured;

    Block(@Nullable Block outer, boolean loop, int activeCount, int firstGoto) {
      this.outer = outer;
      this.loop = loop;
      this.activeCount = activeCount;
      this.firstGoto = firstGoto;
    }
  }

  /** A label, or a goto that has not met its label yet: where it is, and how many variables are. */
  static final class Place {
    private final LuaString name;
    private final int line;
    private final int pc;
    private final Block block;
    private int activeCount;

    /** An earlier label of the same name. */
    private @Nullable Place shadowed;

    private Place(LuaString name, int line, int pc, int activeCount, Block block) {
      this.name = name;
      this.line = line;
      this.pc = pc;
      this.activeCount = activeCount;
      this.block = block;
    }
  }

  private final Parser parser;
  private final FunctionBuilder function;
  private final List<LocVars> variables = new ArrayList<>();

  /** The newest label of each name. */
  private final SplitMap<LuaString, Place> labels =
      new SplitMap<>(IdentityHashMap::new, System::identityHashCode);

  private final List<Place> gotos = new ArrayList<>();

  /** The declared variables, as indexes of {@link #variables}: first the active ones. */
  private int[] declared = new int[8];

  private int declaredCount;
  private int activeCount;
  private Block block;

  Scope(Parser parser, FunctionBuilder function) {
    this.parser = parser;
    this.function = function;
    block = new Block(null, false, 0, 0);
  }

  // Variables.

  int activeCount() {
    return activeCount;
  }

  void declare(LuaString name) {
    function.checkLimit(declaredCount + 1, MAX_VARIABLES, "local variables");
    if (declaredCount == declared.length) {
      declared = Arrays.copyOf(declared, 2 * declaredCount);
    }
    declared[declaredCount++] = variables.size();
    variables.add(new LocVars(name, 0, 0));
  }

  /** Makes the next declared variables active. */
  void activate(int count) {
    for (int i = 0; i < count; i++) {
      variable(activeCount++).startpc = function.code.size();
    }
  }

  /** Makes the last variable known from here on only, for messages. */
  void restartLast() {
    variable(activeCount - 1).startpc = function.code.size();
  }

  private LocVars variable(int register) {
    return variables.get(declared[register]);
  }

  private void deactivate(int remaining) {
    declaredCount -= activeCount - remaining;
    while (activeCount > remaining) {
      variable(--activeCount).endpc = function.code.size();
    }
  }

  /** Finds the variable, upvalue or field of the environment that a name stands for. */
  static void resolve(FunctionBuilder function, LuaString name, Expression result) {
    if (!function.scope.resolveLocally(name, result)) {
      function.scope.resolveLocally(function.scope.parser.environmentName, result);
      Expression key = new Expression();
      function.expressions.setString(key, name);
      function.expressions.index(result, key);
    }
  }

  /** Finds a variable of this function or of one around it; false if there is none. */
  private boolean resolveLocally(LuaString name, Expression result) {
    int register = find(name);
    if (register >= 0) {
      result.set(Kind.LOCAL, register);
      return true;
    }
    int upvalue = findUpvalue(name);
    if (upvalue >= 0) {
      result.set(Kind.UPVALUE, upvalue);
    }
    return upvalue >= 0;
  }

  /** Finds an upvalue by going outwards to where the name is known, then carrying it inwards. */
  private int findUpvalue(LuaString name) {
    List<FunctionBuilder> unaware = new ArrayList<>();
    FunctionBuilder owner = function;
    int index = owner.findUpvalue(name);
    boolean local = false;
    while (index < 0) {
      unaware.add(owner);
      if (owner.parent == null) {
        return -1;
      }
      owner = owner.parent;
      parser.charge(1 + owner.scope.activeCount / VARIABLES_PER_UNIT);
      index = owner.scope.find(name);
      local = index >= 0;
      if (local) {
        owner.scope.markCaptured(index);
      } else {
        index = owner.findUpvalue(name);
      }
    }
    for (int i = unaware.size() - 1; i >= 0; i--) {
      index = unaware.get(i).addUpvalue(name, local, index);
      local = false;
    }
    return index;
  }

  private int find(LuaString name) {
    for (int register = activeCount - 1; register >= 0; register--) {
      if (variable(register).varname == name) {
        return register;
      }
    }
    return -1;
  }

  private void markCaptured(int register) {
    Block owner = block;
    while (owner.outer != null && owner.activeCount > register) {
      owner = owner.outer;
    }
    owner.captured = true;
  }

  // Blocks.

  void enterBlock(boolean loop) {
    block = new Block(block, loop, activeCount, gotos.size());
  }

  void leaveBlock() {
    Block left = block;
    Code code = function.code;
    if (left.outer != null && left.captured) {
      int close = code.jump();
      code.closeFrom(close, left.activeCount);
      code.patchToHere(close);
    }
    if (left.loop) {
      settleGotos(addLabel(BREAK, 0));
    }
    deactivate(left.activeCount);
    function.setFirstFree(activeCount);
    left.isLeft = true;
    if (left.outer != null) {
      block = left.outer;
      moveGotosOut(left);
    } else if (!gotos.isEmpty()) {
      throw undefined(gotos.get(0));
    }
  }

  /** Whether a closure uses a variable of the block. */
  boolean isCaptured() {
    return block.captured;
  }

  /** Closes the block's variables on the way along some jumps. */
  void closeAlong(int jumps) {
    function.code.closeFrom(jumps, block.activeCount);
  }

  private static String name(Place place) {
    return Tokens.text(place.name);
  }

  private SyntaxException undefined(Place jump) {
    String message =
        jump.name == BREAK
            ? "<break> at line " + jump.line + " not inside a loop"
            : "no visible label '" + name(jump) + "' for <goto> at line " + jump.line;
    return parser.tokens.error(message, parser.tokens.line());
  }

  // Labels and gotos.

  void addBreak(int jump, int line) {
    addGoto(BREAK, jump, line);
  }

  void addGoto(LuaString name, int jump, int line) {
    Place place = new Place(name, line, jump, activeCount, block);
    if (!settle(place)) {
      if (!gotos.isEmpty() && jump - gotos.get(0).pc > Instruction.MAX_SBX) {
        throw parser.tokens.error("control structure too long"); // wherever its label may be
      }
      gotos.add(place);
    }
  }

  void checkUnique(LuaString name) {
    Place label = label(name);
    if (label != null) {
      throw parser.tokens.error(
          "label '" + name(label) + "' already defined on line " + label.line,
          parser.tokens.line());
    }
  }

  /** Finds a label of the block; null if there is none of that name. */
  private @Nullable Place label(LuaString name) {
    Place newest = newestLabel(name);
    return newest != null && newest.block == block ? newest : null;
  }

  /** Finds the newest label of a name whose block has not been left. */
  private @Nullable Place newestLabel(LuaString name) {
    Place label = labels.get(name);
    while (label != null && label.block.isLeft) {
      label = label.shadowed;
    }
    return label;
  }

  /**
   * Makes a label ready for gotos; if it ends its block, no variable of the block is alive at it.
   */
  void completeLabel(Place label, boolean last) {
    if (last) {
      label.activeCount = block.activeCount;
    }
    settleGotos(label);
  }

  /** Defines a label here. */
  Place addLabel(LuaString name, int line) {
    Place label = new Place(name, line, function.code.label(), activeCount, block);
    label.shadowed = newestLabel(name);
    labels.put(name, label);
    return label;
  }

  /** Lets the gotos of the block that wait for a label jump there. */
  private void settleGotos(Place label) {
    int kept = block.firstGoto;
    for (int i = kept; i < gotos.size(); i++) {
      Place jump = gotos.get(i);
      if (jump.name == label.name) {
        connect(jump, label);
      } else {
        gotos.set(kept++, jump);
      }
    }
    dropGotos(kept, block.firstGoto);
  }

  /** Hands the gotos that a block leaves open to the block around it. */
  private void moveGotosOut(Block left) {
    int kept = left.firstGoto;
    for (int i = kept; i < gotos.size(); i++) {
      Place jump = gotos.get(i);
      if (jump.activeCount > left.activeCount) {
        if (left.captured) {
          function.code.closeFrom(jump.pc, left.activeCount);
        }
        jump.activeCount = left.activeCount;
      }
      if (!settle(jump)) {
        gotos.set(kept++, jump);
      }
    }
    dropGotos(kept, left.firstGoto);
  }

  /** Drops the gotos that have met their label; those from {@code first} on were looked at. */
  private void dropGotos(int kept, int first) {
    parser.walked(gotos.size() - first);
    gotos.subList(kept, gotos.size()).clear();
  }

  /** Lets a goto jump to a label that the block has already; false if there is none. */
  private boolean settle(Place jump) {
    Place label = label(jump.name);
    if (label == null) {
      return false;
    }
    if (jump.activeCount > label.activeCount) {
      function.code.closeFrom(jump.pc, label.activeCount);
    }
    connect(jump, label);
    return true;
  }

  private void connect(Place jump, Place label) {
    if (jump.activeCount < label.activeCount) {
      String variable = Tokens.text(variable(jump.activeCount).varname);
      throw parser.tokens.error(
          "<goto "
              + name(jump)
              + "> at line "
              + jump.line
              + " jumps into the scope of local '"
              + variable
              + "'",
          parser.tokens.line());
    }
    function.code.patch(jump.pc, label.pc);
  }

  LocVars[] variables() {
    return variables.toArray(new LocVars[0]);
  }
}
