# Writes the sources of the programs into a C++ file: cmake -DFOLDER=<programs> -DOUT=<file> -P embed.cmake
cmake_minimum_required(VERSION 3.25)

set(delimiter "end_of_source")
set(branches "")
file(GLOB files ${FOLDER}/*.cpp ${FOLDER}/*.py)
foreach(path IN LISTS files)
    get_filename_component(name ${path} NAME)
    file(READ ${path} text)
    string(FIND "${text}" ")${delimiter}\"" clash)
    if(NOT clash EQUAL -1)
        message(FATAL_ERROR "${path} contains what ends its text in the library: )${delimiter}\"")
    endif()
    string(APPEND branches "    if (file == \"${name}\") return R\"${delimiter}(${text})${delimiter}\";\n")
endforeach()
file(CONFIGURE OUTPUT ${OUT} CONTENT "#include \"core/lessons/sources.hpp\"

namespace loopscope::lessons {

std::string_view source_text(std::string_view file) {
@branches@    return {};
}

}  // namespace loopscope::lessons
" @ONLY)
