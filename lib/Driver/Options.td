// The command line of ascendify, as LLVM's option parser reads it. Every option names the subcommands that take it
// (visibility).
include "llvm/Option/OptParser.td"

def AuditVis : OptionVisibility;
def MigrateVis : OptionVisibility;
def RunVis : OptionVisibility;
def VerifyVis : OptionVisibility;
def CompareVis : OptionVisibility;
def CostVis : OptionVisibility;
def CalibrateVis : OptionVisibility;
def ExplainVis : OptionVisibility;
def MappingsVis : OptionVisibility;
def MergeVis : OptionVisibility;

defvar AllVis = [DefaultVis, AuditVis, MigrateVis, RunVis, VerifyVis, CompareVis, CostVis, CalibrateVis, ExplainVis,
                 MappingsVis, MergeVis];
defvar ReadVis = [AuditVis, MigrateVis];

class On<string name, list<OptionVisibility> vis, string help>
    : Flag<["--"], name>, Visibility<vis>, HelpText<help>;

// `--name VALUE` and `--name=VALUE`.
multiclass Takes<string name, string meta, list<OptionVisibility> vis, string help> {
  def NAME : Separate<["--"], name>, Visibility<vis>, HelpText<help>, MetaVarName<meta>;
  def NAME #_eq : Joined<["--"], name #"=">, Visibility<vis>, Alias<!cast<Option>(NAME)>;
}

def help : On<"help", AllVis, "Print this help">;
def : Flag<["-"], "h">, Visibility<AllVis>, Alias<help>;
def version : On<"version", [DefaultVis], "Print the version of the program and of its data">;

def build_path : JoinedOrSeparate<["-"], "p">, Visibility<ReadVis>, MetaVarName<"DIR">,
                 HelpText<"Folder of a compile_commands.json; looked for when not given">;
defm extra_arg : Takes<"extra-arg", "ARG", ReadVis, "Compiler argument to add to every unit; repeatable">;
defm target : Takes<"target", "PROFILE", [AuditVis, CalibrateVis, MigrateVis, RunVis, ExplainVis, MappingsVis], "Device family to judge for; repeatable (default: ascend950pr)">;
// Two prefixes tell it from the option of the same name, which other subcommands have.
def with_cann : Flag<["-", "--"], "cann">, Visibility<[VerifyVis]>,
                HelpText<"Read the headers of an installed CANN (ASCEND_HOME_PATH) instead of the declarations">;
defm cann : Takes<"cann", "VERSION", [AuditVis, MigrateVis, ExplainVis, MappingsVis], "CANN release to judge for (default: the newest known)">;
defm cuda_version : Takes<"cuda-version", "VERSION", ReadVis, "CUDA version of the source (default: from the build files, else 12.9)">;
defm gpu_arch : Takes<"gpu-arch", "sm_NN", ReadVis, "GPU architecture of the source (default: from the build files, else sm_80)">;
defm cuda_path : Takes<"cuda-path", "DIR", ReadVis, "A real CUDA toolkit to parse against, instead of the bundled declarations">;
defm device_view : Takes<"device-view", "never|auto|always", ReadVis, "Parse units a second time as device code">;
defm mappings : Takes<"mappings", "DIR", [AuditVis, CalibrateVis, MigrateVis, RunVis, VerifyVis, ExplainVis, MappingsVis, MergeVis], "Folder of mappings that add to and replace the built-in ones; repeatable">;
defm format : Takes<"format", "LIST", [AuditVis, CalibrateVis, CompareVis, CostVis, MappingsVis, MergeVis], "Report formats, separated by commas (default: text)">;
def output : JoinedOrSeparate<["-"], "o">, Visibility<[AuditVis, CalibrateVis, CompareVis, CostVis, MappingsVis, MergeVis]>, MetaVarName<"FILE-or-DIR">,
             HelpText<"Where to write the report; a folder for several formats (default: standard output)">;
def jobs : JoinedOrSeparate<["-"], "j">, Visibility<!listconcat(ReadVis, [CalibrateVis, MappingsVis])>, MetaVarName<"N">,
           HelpText<"Units to parse at the same time (default: the number of cores)">;
defm unit_time : Takes<"unit-time", "SECONDS", ReadVis, "CPU time for parsing one unit; 0: no limit (default: 120)">;
defm unit_memory : Takes<"unit-memory", "MIB", ReadVis, "Memory for one parsing process; 0: no limit (default: 3072)">;
def verbose : On<"verbose", [AuditVis, CalibrateVis, CompareVis, CostVis, MappingsVis, MergeVis], "Text report: every finding, file and symbol instead of the top ones; mappings coverage: a line per kind">;
def : Flag<["-"], "v">, Visibility<[AuditVis, CalibrateVis, CompareVis, CostVis, MappingsVis, MergeVis]>, Alias<verbose>;
def time_report : On<"time-report", [AuditVis, MigrateVis, MergeVis], "Print to standard error where the time went">;
defm dump_stage : Takes<"dump", "STAGE", ReadVis, "Print one stage as JSON instead: project, facts, classified, findings, edits">;
def no_cache : On<"no-cache", !listconcat(ReadVis, [CalibrateVis]), "Do not read or write cached facts">;
defm cache_dir : Takes<"cache-dir", "DIR", !listconcat(ReadVis, [CalibrateVis]), "Where facts are cached (default: ascendify in the user's cache folder)">;
defm baseline : Takes<"baseline", "FILE", [AuditVis, MergeVis], "Report only findings that an earlier audit (JSON) does not have">;
defm changed_since : Takes<"changed-since", "REVISION", [AuditVis], "Report only findings on lines that differ from where HEAD parted from this git revision">;
defm fail_on : Takes<"fail-on", "EXPR", [AuditVis, CompareVis, MergeVis], "Exit with 1 when it holds: new-blockers, new-findings[>=likely], friction>N, friction-delta>N, effort-delta>N, coverage<N; repeatable">;
defm assume : Takes<"assume", "EXPR", [AuditVis, MergeVis], "Also say what would be left if it held: 'library=NAME replaced', 'finding=ID replaced', 'symbol=NAME replaced', 'folder=PATH left-out'; repeatable">;
defm shard : Takes<"shard", "K/N", [AuditVis], "Audit only the K-th of N parts, for 'ascendify merge'">;

defm style : Takes<"style", "native|portable", [MigrateVis], "How the output is written">;
defm out_root : Takes<"out-root", "DIR", [MigrateVis], "Write the migrated tree into this folder">;
def in_place : On<"in-place", [MigrateVis], "Rewrite the files themselves">;
def diff : On<"diff", [MigrateVis], "Print the changes and write nothing">;
def force : On<"force", [MigrateVis], "Rewrite a git tree with uncommitted changes; overwrite other files in --out-root">;
def coexist : On<"coexist", [MigrateVis], "Keep the CUDA build beside the new one">;
defm merge_base : Takes<"merge-base", "DIR", [MigrateVis], "Output of an earlier run, to keep what people changed since">;
def annotate : On<"annotate", [MigrateVis], "Put a comment above what was not rewritten">;
def check : On<"check", [RunVis], "Report races, divergent barriers, out-of-bounds accesses, missing synchronisation and leaks, with their places">;
defm seed : Takes<"seed", "N", [RunVis], "Shuffle the order of blocks and threads; the same N gives the same order (default: 0, the fixed order)">;
defm params : Takes<"params", "FILE", [AuditVis, CalibrateVis, CostVis, MergeVis], "Parameters of effort and score (cost: of cost), instead of the built-in ones">;
defm range : Takes<"range", "A..B", [CalibrateVis], "The commits before and after a port">;
defm hours : Takes<"hours", "N", [CalibrateVis], "Engineer-hours that the port took">;
defm timeout : Takes<"timeout", "SECONDS", [RunVis], "End the program after this time, with exit code 124 (default: no limit)">;
def include_folder : JoinedOrSeparate<["-"], "I">, Visibility<[RunVis, VerifyVis]>, MetaVarName<"DIR">,
                     HelpText<"Folder to look for included files in; repeatable">;
def define : JoinedOrSeparate<["-"], "D">, Visibility<[RunVis, VerifyVis]>, MetaVarName<"NAME[=VALUE]">,
             HelpText<"Macro to define; repeatable">;
