# What compiles lessons' own programs (program_kit.hpp reads it): <datadir>/loopscope/kit.json, once for this build and once for
# where it is installed to. "{here}" in it is its own folder.
add_library(loopscope_own_program STATIC own_program_main.cpp)
target_link_libraries(loopscope_own_program PUBLIC loopscope_lessons loopscope_link PRIVATE project_warnings deps::json)
loopscope_precompiled(loopscope_own_program code)

set(kit_libraries loopscope_own_program loopscope_lessons loopscope_props loopscope_link loopscope_async loopscope_record loopscope_trace
    loopscope_child)
get_property(kit_packages GLOBAL PROPERTY LOOPSCOPE_RUN_LIBRARIES)

# json_list(OUT WORD...): as the inside of a JSON list.
function(json_list out)
    list(TRANSFORM ARGN REPLACE "([\"\\])" "\\\\\\1")
    list(TRANSFORM ARGN PREPEND "\"")
    list(TRANSFORM ARGN APPEND "\"")
    list(JOIN ARGN ", " joined)
    set(${out} "${joined}" PARENT_SCOPE)
endfunction()

string(TOUPPER "${CMAKE_BUILD_TYPE}" config)
separate_arguments(kit_flags UNIX_COMMAND "${CMAKE_CXX_FLAGS} ${CMAKE_CXX_FLAGS_${config}}")
# Compiling has to be quick: somebody waits for it.
list(APPEND kit_flags -std=c++20 -g0)
if(NOT config STREQUAL DEBUG)
    list(FILTER kit_flags EXCLUDE REGEX "^-O")
    list(APPEND kit_flags -O1)
endif()
# Mistakes that name their places whatever a path has in it (compiler_output.hpp reads both forms).
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
    list(APPEND kit_flags -fdiagnostics-format=json)
else()
    list(APPEND kit_flags -fno-diagnostics-show-caret -fdiagnostics-color=never)
endif()

# write_kit(FILE INCLUDE LIBRARY...)
function(write_kit file include)
    json_list(compile ${kit_flags} -I${include})
    json_list(link ${ARGN} ${kit_packages})
    file(GENERATE OUTPUT ${file} CONTENT
         "{\"compiler\": \"${CMAKE_CXX_COMPILER}\",\n \"compile\": [${compile}],\n \"link\": [${link}]}\n")
endfunction()

set(built_libraries)
set(installed_libraries)
file(RELATIVE_PATH from_here ${CMAKE_INSTALL_FULL_DATADIR}/loopscope ${CMAKE_INSTALL_FULL_LIBDIR}/loopscope)
foreach(library IN LISTS kit_libraries)
    list(APPEND built_libraries $<TARGET_FILE:${library}>)
    list(APPEND installed_libraries {here}/${from_here}/$<TARGET_FILE_NAME:${library}>)
endforeach()
file(RELATIVE_PATH include ${CMAKE_INSTALL_FULL_DATADIR}/loopscope ${CMAKE_INSTALL_FULL_INCLUDEDIR}/loopscope)

if(TARGET tsan_close)
    list(APPEND built_libraries $<TARGET_OBJECTS:tsan_close>)
endif()
write_kit(${PROJECT_BINARY_DIR}/${CMAKE_INSTALL_DATADIR}/loopscope/kit.json ${PROJECT_SOURCE_DIR} ${built_libraries})
write_kit(${CMAKE_CURRENT_BINARY_DIR}/installed_kit.json {here}/${include} ${installed_libraries})

install(FILES ${CMAKE_CURRENT_BINARY_DIR}/installed_kit.json DESTINATION ${CMAKE_INSTALL_DATADIR}/loopscope RENAME kit.json)
install(TARGETS ${kit_libraries} ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}/loopscope)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/core DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/loopscope
        FILES_MATCHING PATTERN "*.hpp"
        PATTERN tests EXCLUDE PATTERN bench EXCLUDE PATTERN slides EXCLUDE PATTERN stage EXCLUDE PATTERN quiz EXCLUDE
        PATTERN timeline EXCLUDE PATTERN programs EXCLUDE)
