#!/usr/bin/env python3
"""Makes the surfaces again from headers given by path.

    extract.py --tool BIN --out mappings/surface --cuda-include DIR [LIBRARY...]
    extract.py --tool BIN --out mappings/surface --cann REPOSITORY=DIR... [LIBRARY...]

The table below is the only place that knows which header belongs to which library.
Trap: CUDA headers show most of their C++ part only to nvcc, so it is impersonated;
clang's own CUDA headers stay out, because they would add and hide declarations.
"""
import argparse, json, os, subprocess, sys

NVCC = ["-D__CUDACC__=1", "-D__NVCC__=1", "-D__CUDACC_VER_MAJOR__=13", "-D__CUDACC_VER_MINOR__=0",
        "-D__CUDACC_VER_BUILD__=48", "-D__CUDACC_EXTENDED_LAMBDA__=1",
        "-D__NV_NO_HOST_COMPILER_CHECK=1"]
SHIM = os.path.join(os.path.dirname(os.path.abspath(__file__)), "cuda-libc.h")
CUDA = {
    # library: (language, included headers, kept headers, further arguments)
    "cudart": ("cuda", ["cuda_runtime.h", "cuda_egl_interop.h", "cuda_profiler_api.h",
                        "cuda_device_runtime_api.h", "cuda_gl_interop.h"],
               ["driver_types.h", "cuda_runtime_api.h", "cuda_egl_interop.h", "vector_types.h",
                "cuda_device_runtime_api.h", "library_types.h", "cuda_runtime.h",
                "vector_functions.h", "vector_functions.hpp", "texture_types.h", "surface_types.h",
                "channel_descriptor.h", "device_types.h", "cuda_profiler_api.h",
                "cuda_gl_interop.h", "builtin_types.h", "driver_functions.h"], []),
    "driver": ("cuda", ["cuda.h", "cudaProfiler.h", "cudaGL.h"],
               ["cuda.h", "cudaProfiler.h", "cudaGL.h"], []),
    "language": ("cuda", ["cuda_runtime.h"],
                 ["crt/host_defines.h", "device_launch_parameters.h", "crt/device_functions.h"],
                 ["--names=^(__(host|device|global|shared|constant|managed|grid_constant|launch_bounds|maxnreg|cluster_dims|block_size|forceinline|noinline|align|builtin_align|restrict|device_builtin|host_defines|CUDACC).*|threadIdx|blockIdx|blockDim|gridDim|warpSize)"]),
    "device-math": ("cuda", ["cuda_runtime.h"],
                    ["crt/math_functions.h", "crt/common_functions.h", "math_constants.h"],
                    ["--extra-header=math_constants.h"]),
    "device-intrinsics": ("cuda", ["cuda_runtime.h"],
                          ["sm_*_intrinsics.h", "crt/device_functions.h", "crt/sm_*_rt.h",
                           "crt/device_double_functions.h", "device_atomic_functions.h"],
                          ["--not-names=[aA]tomic"]),
    "device-atomics": ("cuda", ["cuda_runtime.h"],
                       ["*atomic_functions.h", "crt/sm_*_rt.h"], ["--names=[aA]tomic"]),
    "texture-surface": ("cuda", ["cuda_runtime.h"],
                        ["texture_indirect_functions.h", "surface_indirect_functions.h"], []),
    "fp16": ("cuda", ["cuda_runtime.h", "cuda_fp16.h"], ["cuda_fp16.h", "cuda_fp16.hpp"], []),
    "bf16": ("cuda", ["cuda_runtime.h", "cuda_bf16.h"], ["cuda_bf16.h", "cuda_bf16.hpp"], []),
    "fp8": ("cuda", ["cuda_runtime.h", "cuda_fp8.h"], ["cuda_fp8.h", "cuda_fp8.hpp"], []),
    "fp6": ("cuda", ["cuda_runtime.h", "cuda_fp6.h"], ["cuda_fp6.h", "cuda_fp6.hpp"], []),
    "fp4": ("cuda", ["cuda_runtime.h", "cuda_fp4.h"], ["cuda_fp4.h", "cuda_fp4.hpp"], []),
    "complex": ("cuda", ["cuda_runtime.h", "cuComplex.h"], ["cuComplex.h"], []),
    "cooperative_groups": ("cuda", ["cuda_runtime.h", "cooperative_groups.h",
                                    "cooperative_groups/memcpy_async.h",
                                    "cooperative_groups/reduce.h", "cooperative_groups/scan.h"],
                           ["cooperative_groups.h", "cooperative_groups/*",
                            "cooperative_groups/details/*"],
                           ["--inline-namespace=__v1", "--not-names=^_?_?CG_|^__CG"]),
    "wmma": ("cuda", ["cuda_runtime.h", "mma.h"], ["crt/mma.h", "crt/mma.hpp", "mma.h"], []),
    "pipeline": ("cuda", ["cuda_runtime.h", "cuda_awbarrier.h", "cuda_pipeline.h"],
                 ["cuda_awbarrier*.h", "cuda_pipeline*.h"], ["--inline-namespace=__v1"]),
    "cublas": ("cuda", ["cuda_runtime.h", "cublas_v2.h", "cublasXt.h"],
               ["cublas_api.h", "cublas_v2.h", "cublasXt.h"], []),
    "cublas-legacy": ("cuda", ["cuda_runtime.h", "cublas.h"], ["cublas.h"], []),
    "cublasLt": ("cuda", ["cuda_runtime.h", "cublasLt.h"], ["cublasLt.h"], []),
    "cudnn": ("cuda", ["cuda_runtime.h", "cudnn.h", "cudnn_backend.h"], ["cudnn*.h"], []),
    "cufft": ("cuda", ["cuda_runtime.h", "cufft.h", "cufftXt.h"],
              ["cufft.h", "cufftXt.h", "cudalibxt.h"], []),
    "cufftw": ("cuda", ["cuda_runtime.h", "cufftw.h"], ["cufftw.h"], []),
    "curand": ("cuda", ["cuda_runtime.h", "curand.h"], ["curand.h"], []),
    "curand-device": ("cuda", ["cuda_runtime.h", "curand_kernel.h", "curand_mtgp32_host.h",
                               "curand_mtgp32_kernel.h"],
                      ["curand_*.h"], ["--not-names=^precalc_"]),
    "cusparse": ("cuda", ["cuda_runtime.h", "cusparse.h"], ["cusparse.h"], []),
    "cusolver": ("cuda", ["cuda_runtime.h", "cusolverDn.h", "cusolverSp.h",
                          "cusolverSp_LOWLEVEL_PREVIEW.h", "cusolverRf.h", "cusolverMg.h"],
                 ["cusolver*.h"], []),
    "nccl": ("cuda", ["cuda_runtime.h", "nccl.h"], ["nccl.h"], []),
    "nvtx": ("cuda", ["cuda_runtime.h", "nvtx3/nvToolsExt.h", "nvtx3/nvToolsExtSync.h",
                      "nvtx3/nvToolsExtCuda.h", "nvtx3/nvToolsExtCudaRt.h"],
             ["nvtx3/nvToolsExt*.h"], []),
    "cupti": ("cuda", ["cuda.h", "cuda_runtime.h", "cupti.h", "cupti_checkpoint.h",
                       "cupti_pcsampling.h", "cupti_pcsampling_util.h", "cupti_pmsampling.h",
                       "cupti_profiler_host.h", "cupti_profiler_target.h", "cupti_range_profiler.h",
                       "cupti_sass_metrics.h", "cupti_target.h",
                       "cupti_activity_deprecated.h"],
              ["cupti*.h"], []),
    "nvrtc": ("cuda", ["nvrtc.h"], ["nvrtc.h"], []),
    "nvjitlink": ("cuda", ["nvJitLink.h"], ["nvJitLink.h"], []),
}

# Pure SIMT mode: the private implementation headers need bisheng's builtins, so their include
# guards are predefined; simt_core.h stands for what bisheng provides by itself.
GUARDS = ["IMPL_UTILS_SYS_MACROS_H"] + ["IMPL_SIMT_API_" + n + "_IMPL_H" for n in (
    "ASC_BF16", "ASC_FP16", "ASC_FP8", "COOPERATIVE_GROUPS", "DEVICE_ATOMIC_FUNCTIONS",
    "DEVICE_FUNCTIONS", "DEVICE_SYNC_FUNCTIONS", "DEVICE_WARP_FUNCTIONS", "INTERNAL_FUNCTIONS",
    "MATH_FUNCTIONS", "VECTOR_FUNCTIONS")] + ["IMPL_UTILS_DEBUG_ASC_" + n + "_SIMT_IMPL_H" for n in (
    "PRINTF", "ASSERT", "TIME")]
CORE = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "lib",
                                     "Headers", "cann", "ascendify", "simt_core.h"))
CANN = {
    # library: (language, headers, kept headers, arguments, roots as repository/folder)
    "acl": ("c++", ["acl/acl.h", "acl/acl_prof.h", "acl/acl_tdt.h", "acl/acl_tdt_queue.h",
                    "acl/acl_dump.h", "acl/acl_platform.h", "acl/acl_rt_api.h",
                    "acl/acl_rt_memory_soma.h"],
            ["acl/*.h", "acl/error_codes/*.h"], [],
            ["runtime/include/external", "runtime/include/external/acl"]),
    "rtc": ("c++", ["acl/acl_rt_compile.h"], ["acl/acl_rt_compile.h"], [],
            ["asc-devkit/tools/include", "runtime/include/external"]),
    "simt": ("cuda", ["simt_api/asc_simt.h", "simt_api/asc_fp16.h", "simt_api/asc_bf16.h",
                      "simt_api/asc_fp8.h", "simt_api/cooperative_groups.h",
                      "simt_api/math_constants.h", "utils/debug/asc_printf.h"],
             ["simt_api/*.h", "utils/debug/*.h"],
             ["--include=" + CORE,
              "--not-names=^(INCLUDE_|__ASCENDC|__UNDEF|__SIMT_|ASC_INTERNAL|TRACE_)",
              *("-D" + g + "=" for g in GUARDS)],
             ["asc-devkit/include", "asc-devkit"]),
    # What bisheng knows by itself, as simt_core.h says it.
    "builtins": ("cuda", [CORE], ["ascendify/simt_core.h"],
                 ["--not-names=^(ASCENDIFY_|__NPU_COMPILER|__cudaPush|cudaConfigureCall)"],
                 ["core"]),
    "blas": ("c++", ["cann_ops_blas.h", "cann_ops_blasLt.h"], ["cann_ops_*.h"], [],
             ["ops-blas/include", "runtime/include/external", "runtime/include/external/acl"]),
    "fft": ("c++", ["cann_ops_fft.h"], ["cann_ops_*.h"], [],
            ["ops-fft/include", "runtime/include/external", "runtime/include/external/acl"]),
    "sparse": ("c++", ["cann_ops_sparse.h", "cann_ops_sparseLt.h"], ["cann_ops_*.h"], [],
               ["ops-sparse/include", "runtime/include/external", "runtime/include/external/acl"]),
    "solver": ("c++", ["cann_ops_solver.h"], ["cann_ops_*.h"], [],
               ["ops-solver/include", "runtime/include/external", "runtime/include/external/acl"]),
}


def run(tool, platform, library, release, source, spec, roots, folder, quiet):
    language, headers, kept, extra = spec
    headers = list(headers)
    arguments = []
    for item in extra:
        if item.startswith("--extra-header="):
            headers.append(item.split("=", 1)[1])
        else:
            arguments.append(item)
    command = [tool, *headers, "--language", language, "--platform", platform,
               "--library", library, "--release", release, "--source", source,
               "--allow-errors", *arguments]
    for root in roots:
        command += ["-I" + root]
    if kept:
        command += ["--only=" + ",".join(kept)]
    os.makedirs(folder, exist_ok=True)
    path = os.path.join(folder, library + ".json")
    result = subprocess.run([*command, "-o", path], stderr=subprocess.PIPE, text=True)
    if result.returncode:
        sys.exit(f"{library}: {result.stderr}")
    errors = [l for l in result.stderr.splitlines() if "error" in l]
    if errors and not quiet:
        print(library + ":", *(e[:200] for e in errors[:4]), sep="\n  ", file=sys.stderr)
    with open(path) as f:
        print(f"{library}: {f.read().count(chr(10) + '{') } symbols and headers, {os.path.getsize(path)} bytes, "
              f"{len(errors)} error lines")


def supplement(folder, release):
    """Adds what no header of the release says: builtins, and what earlier releases had."""
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "cuda-supplement.json")) as f:
        added = json.load(f)
    for library, symbols in added.items():
        path = os.path.join(folder, library + ".json")
        head = {"schema": "ascendify-surface", "version": 1, "platform": "cuda", "library": library,
                "release": release, "source": "tools/surface/cuda-supplement.json", "symbols": []}
        if os.path.exists(path):
            with open(path) as f:
                head = json.load(f)
        have = {(s["name"], s["kind"]) for s in symbols}
        merged = [s for s in head.pop("symbols") if (s["name"], s["kind"]) not in have] + symbols
        headers = head.pop("headers", [])
        dump = lambda o: json.dumps(o, separators=(",", ":"), ensure_ascii=False)
        lines = [dump(s) for s in sorted(merged, key=lambda s: (s["name"], s["kind"], dump(s)))]
        with open(path, "w") as f:
            f.write("{" + dump(head)[1:-1] + ",\n\"headers\":[\n" + ",\n".join(map(dump, headers))
                    + "\n],\n\"symbols\":[\n" + ",\n".join(lines) + "\n]}\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--tool", required=True, help="the ascendify-surface program")
    parser.add_argument("--out", required=True, help="mappings/surface")
    parser.add_argument("--cuda-include", help="include folder of a CUDA toolkit")
    parser.add_argument("--cuda-release", default="13.0")
    parser.add_argument("--cann", action="append", default=[], metavar="REPOSITORY=DIR",
                        help="a checked-out repository: runtime, asc-devkit, ops-blas ...")
    parser.add_argument("--cann-release", default="9.x")
    parser.add_argument("--cann-source", default="", help="repositories with their commits")
    parser.add_argument("-q", "--quiet", action="store_true")
    parser.add_argument("libraries", nargs="*")
    options = parser.parse_args()
    if options.cuda_include:
        for library, spec in CUDA.items():
            if options.libraries and library not in options.libraries:
                continue
            spec = (*spec[:3], [*spec[3], *("--extra-arg=" + a for a in NVCC),
                                "--include=" + SHIM,
                                "--extra-arg=-I" + os.path.join(options.cuda_include, "cccl")])
            run(options.tool, "cuda", library, options.cuda_release,
                f"CUDA {options.cuda_release} headers", spec, [options.cuda_include],
                os.path.join(options.out, "cuda"), options.quiet)
        supplement(os.path.join(options.out, "cuda"), options.cuda_release)
    places = dict(item.split("=", 1) for item in options.cann)
    places["core"] = os.path.dirname(os.path.dirname(CORE))
    for library, (language, headers, kept, extra, roots) in CANN.items() if options.cann else ():
        if options.libraries and library not in options.libraries:
            continue
        owners = [r.split("/")[0] for r in roots]
        if any(o not in places for o in owners):
            print(f"{library}: skipped, needs {sorted(set(owners))}", file=sys.stderr)
            continue
        folders = [os.path.join(places[r.split("/")[0]], *r.split("/")[1:]) for r in roots]
        run(options.tool, "cann", library, options.cann_release,
            "the guide's page on SIMT built-in keywords, by way of lib/Headers/cann" if owners == ["core"]
            else options.cann_source or "headers of " + ", ".join(dict.fromkeys(owners)),
            (language, headers, kept, extra), folders,
            os.path.join(options.out, "cann", options.cann_release), options.quiet)


if __name__ == "__main__":
    main()
