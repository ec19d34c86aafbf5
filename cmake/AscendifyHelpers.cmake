# Flags of every target, and the two ways a target is made here.

find_program(ASCENDIFY_CCACHE ccache)
if(ASCENDIFY_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${ASCENDIFY_CCACHE}")
endif()

add_compile_options(-Wall -Wextra -Wno-unused-parameter -fno-exceptions -fno-rtti
                    -fdata-sections -ffunction-sections)
# A build folder must not show in the binary or in a report.
add_compile_options(-ffile-prefix-map=${PROJECT_SOURCE_DIR}/=)
if(ASCENDIFY_WERROR)
  add_compile_options(-Werror)
endif()
if(ASCENDIFY_SANITIZE)
  add_compile_options(-fsanitize=${ASCENDIFY_SANITIZE} -fno-omit-frame-pointer
                      -fno-sanitize-recover=all)
  # LLVM's archives are built without RTTI data that -fsanitize=vptr needs.
  if(ASCENDIFY_SANITIZE MATCHES "undefined")
    add_compile_options(-fno-sanitize=vptr)
  endif()
  add_link_options(-fsanitize=${ASCENDIFY_SANITIZE})
endif()
if(ASCENDIFY_FUZZ)
  # Every library tells the fuzzer where it has been; only the targets have its main function.
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
if(ASCENDIFY_COVERAGE)
  add_compile_options(-fprofile-instr-generate -fcoverage-mapping)
  add_link_options(-fprofile-instr-generate)
endif()
find_program(ASCENDIFY_LLD ld.lld-22 HINTS ${LLVM_TOOLS_BINARY_DIR})
if(ASCENDIFY_LLD)
  add_link_options(--ld-path=${ASCENDIFY_LLD} -Wl,--gc-sections)
endif()

# Tells one build from another: caches and shards are read only by the build that wrote them.
add_link_options(-Wl,--build-id=sha1)

# ascendify_library(Name SOURCES ... DEPENDS ... LINK ...)
#   DEPENDS: our own libraries, by folder name, linked PRIVATE: the layering of
#            the project is enforced here and by test/layering.
#   LINK:    foreign targets, linked PRIVATE.
# A library without sources is an INTERFACE target.
function(ascendify_library name)
  cmake_parse_arguments(A "" "" "SOURCES;DEPENDS;LINK" ${ARGN})
  set(target ascendify${name})
  add_library(${target} STATIC ${A_SOURCES})
  target_include_directories(${target} PUBLIC "${PROJECT_SOURCE_DIR}/lib")
  target_include_directories(${target} SYSTEM PRIVATE ${LLVM_INCLUDE_DIRS} ${CLANG_INCLUDE_DIRS})
  foreach(dep IN LISTS A_DEPENDS)
    target_link_libraries(${target} PRIVATE ascendify${dep})
  endforeach()
  target_link_libraries(${target} PRIVATE fmt::fmt nlohmann_json::nlohmann_json ${A_LINK})
endfunction()

# ascendify_tool(name SOURCES ... DEPENDS ... LINK ...): a program under bin/.
function(ascendify_tool name)
  cmake_parse_arguments(A "" "" "SOURCES;DEPENDS;LINK" ${ARGN})
  add_executable(${name} ${A_SOURCES})
  target_include_directories(${name} PRIVATE "${PROJECT_SOURCE_DIR}/lib")
  target_include_directories(${name} SYSTEM PRIVATE ${LLVM_INCLUDE_DIRS} ${CLANG_INCLUDE_DIRS})
  foreach(dep IN LISTS A_DEPENDS)
    target_link_libraries(${name} PRIVATE ascendify${dep})
  endforeach()
  target_link_libraries(${name} PRIVATE fmt::fmt nlohmann_json::nlohmann_json ${A_LINK})
endfunction()
