package dev.moonshift.bytecode;

/**
 * The instruction set of Lua 5.2, as the prototypes of LuaJ carry it.
 *
 * <p>Notation, after the reference implementation: {@code R(x)} is a register, {@code K(x)} a
 * constant, {@code RK(x)} one or the other, {@code U(x)} an upvalue, {@code sBx} a signed offset
 * from the following instruction, {@code top} the first free register after an open call or vararg.
 */
public final class Opcode {
  /** {@code A B} R(A) := R(B). */
  public static final int MOVE = 0;

  /** {@code A Bx} R(A) := K(Bx). */
  public static final int LOADK = 1;

  /** {@code A} R(A) := K(Ax of the next instruction, an {@link #EXTRAARG}). */
  public static final int LOADKX = 2;

  /** {@code A B C} R(A) := (boolean) B; if C then pc++. */
  public static final int LOADBOOL = 3;

  /** {@code A B} R(A), ..., R(A+B) := nil. */
  public static final int LOADNIL = 4;

  /** {@code A B} R(A) := U(B). */
  public static final int GETUPVAL = 5;

  /** {@code A B C} R(A) := U(B)[RK(C)]. */
  public static final int GETTABUP = 6;

  /** {@code A B C} R(A) := R(B)[RK(C)]. */
  public static final int GETTABLE = 7;

  /** {@code A B C} U(A)[RK(B)] := RK(C). */
  public static final int SETTABUP = 8;

  /** {@code A B} U(B) := R(A). */
  public static final int SETUPVAL = 9;

  /** {@code A B C} R(A)[RK(B)] := RK(C). */
  public static final int SETTABLE = 10;

  /** {@code A B C} R(A) := {} with room for B list items and C fields ("floating point bytes"). */
  public static final int NEWTABLE = 11;

  /** {@code A B C} R(A+1) := R(B); R(A) := R(B)[RK(C)]. */
  public static final int SELF = 12;

  /** {@code A B C} R(A) := RK(B) + RK(C). */
  public static final int ADD = 13;

  /** {@code A B C} R(A) := RK(B) - RK(C). */
  public static final int SUB = 14;

  /** {@code A B C} R(A) := RK(B) * RK(C). */
  public static final int MUL = 15;

  /** {@code A B C} R(A) := RK(B) / RK(C). */
  public static final int DIV = 16;

  /** {@code A B C} R(A) := RK(B) % RK(C). */
  public static final int MOD = 17;

  /** {@code A B C} R(A) := RK(B) ^ RK(C). */
  public static final int POW = 18;

  /** {@code A B} R(A) := -R(B). */
  public static final int UNM = 19;

  /** {@code A B} R(A) := not R(B). */
  public static final int NOT = 20;

  /** {@code A B} R(A) := length of R(B). */
  public static final int LEN = 21;

  /** {@code A B C} R(A) := R(B) .. ... .. R(C). */
  public static final int CONCAT = 22;

  /** {@code A sBx} pc += sBx; if A then close all upvalues at or above R(A - 1). */
  public static final int JMP = 23;

  /** {@code A B C} if (RK(B) == RK(C)) ~= A then pc++; a jump follows. */
  public static final int EQ = 24;

  /** {@code A B C} if (RK(B) &lt; RK(C)) ~= A then pc++; a jump follows. */
  public static final int LT = 25;

  /** {@code A B C} if (RK(B) &lt;= RK(C)) ~= A then pc++; a jump follows. */
  public static final int LE = 26;

  /** {@code A C} if not (R(A) &lt;=&gt; C) then pc++; a jump follows. */
  public static final int TEST = 27;

  /** {@code A B C} if (R(B) &lt;=&gt; C) then R(A) := R(B) else pc++; a jump follows. */
  public static final int TESTSET = 28;

  /**
   * {@code A B C} R(A), ..., R(A+C-2) := R(A)(R(A+1), ..., R(A+B-1)). B = 0: up to top. C = 0: sets
   * top.
   */
  public static final int CALL = 29;

  /** {@code A B} return R(A)(R(A+1), ..., R(A+B-1)). */
  public static final int TAILCALL = 30;

  /** {@code A B} return R(A), ..., R(A+B-2). B = 0: up to top. */
  public static final int RETURN = 31;

  /** {@code A sBx} R(A) += R(A+2); if still within R(A+1) then pc += sBx and R(A+3) := R(A). */
  public static final int FORLOOP = 32;

  /** {@code A sBx} R(A) -= R(A+2); pc += sBx. */
  public static final int FORPREP = 33;

  /** {@code A C} R(A+3), ..., R(A+2+C) := R(A)(R(A+1), R(A+2)). */
  public static final int TFORCALL = 34;

  /** {@code A sBx} if R(A+1) ~= nil then R(A) := R(A+1); pc += sBx. */
  public static final int TFORLOOP = 35;

  /**
   * {@code A B C} R(A)[(C-1)*50+i] := R(A+i), 1 &lt;= i &lt;= B. B = 0: up to top. C = 0: the next
   * instruction is an {@link #EXTRAARG} that holds C.
   */
  public static final int SETLIST = 36;

  /** {@code A Bx} R(A) := closure of child prototype Bx. */
  public static final int CLOSURE = 37;

  /** {@code A B} R(A), ..., R(A+B-2) := varargs. B = 0: all of them, sets top. */
  public static final int VARARG = 38;

  /** {@code Ax} a larger operand of the instruction before. */
  public static final int EXTRAARG = 39;

  /** How many items one {@link #SETLIST} stores at most. */
  public static final int FIELDS_PER_FLUSH = 50;

  private static final String[] NAMES = {
    "MOVE",
    "LOADK",
    "LOADKX",
    "LOADBOOL",
    "LOADNIL",
    "GETUPVAL",
    "GETTABUP",
    "GETTABLE",
    "SETTABUP",
    "SETUPVAL",
    "SETTABLE",
    "NEWTABLE",
    "SELF",
    "ADD",
    "SUB",
    "MUL",
    "DIV",
    "MOD",
    "POW",
    "UNM",
    "NOT",
    "LEN",
    "CONCAT",
    "JMP",
    "EQ",
    "LT",
    "LE",
    "TEST",
    "TESTSET",
    "CALL",
    "TAILCALL",
    "RETURN",
    "FORLOOP",
    "FORPREP",
    "TFORCALL",
    "TFORLOOP",
    "SETLIST",
    "CLOSURE",
    "VARARG",
    "EXTRAARG"
  };

  private Opcode() {}

  /** Returns the name that the reference implementation prints. */
  public static String name(int opcode) {
    return NAMES[opcode];
  }
}
