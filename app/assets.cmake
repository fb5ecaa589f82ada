# Fonts, shaders and lessons: gathered into <build>/<datadir>/loopscope, which lies to the built programs as the installed folder
# lies to the installed one (app/platform/assets.hpp looks upwards from the executable).
set(LOOPSCOPE_ASSETS ${CMAKE_INSTALL_DATADIR}/loopscope)

set(font_files)
set(font_licences)
# loopscope_font(PACKAGE FOLDER FILE...): fonts of one Debian package.
function(loopscope_font package folder)
    foreach(file IN LISTS ARGN)
        string(MAKE_C_IDENTIFIER "LOOPSCOPE_FONT_${file}" name)
        find_file(${name} ${file} PATHS /usr/share/fonts /usr/local/share/fonts
                  PATH_SUFFIXES ${folder} opentype/${folder} truetype/${folder})
        if(NOT ${name})
            message(FATAL_ERROR "The font ${file} was not found; it comes with the package ${package} "
                                "(or set ${name} to its path)")
        endif()
        list(APPEND font_files ${${name}})
    endforeach()
    set(font_files ${font_files} PARENT_SCOPE)
    if(EXISTS /usr/share/doc/${package}/copyright)
        set(font_licences ${font_licences} ${package} PARENT_SCOPE)
    endif()
endfunction()

loopscope_font(fonts-inter inter
    Inter-Regular.otf Inter-Medium.otf Inter-SemiBold.otf InterDisplay-SemiBold.otf)
loopscope_font(fonts-jetbrains-mono jetbrains-mono
    JetBrainsMono-Regular.ttf JetBrainsMono-SemiBold.ttf)

file(MAKE_DIRECTORY ${PROJECT_BINARY_DIR}/share/loopscope/fonts)
foreach(file IN LISTS font_files)
    get_filename_component(name ${file} NAME)
    file(CREATE_LINK ${file} ${PROJECT_BINARY_DIR}/share/loopscope/fonts/${name} COPY_ON_ERROR SYMBOLIC)
endforeach()
# Links, so that a changed shader is seen at the next start, and a changed lesson at once.
file(CREATE_LINK ${PROJECT_SOURCE_DIR}/shaders ${PROJECT_BINARY_DIR}/share/loopscope/shaders COPY_ON_ERROR SYMBOLIC)
file(CREATE_LINK ${PROJECT_SOURCE_DIR}/assets/lessons ${PROJECT_BINARY_DIR}/share/loopscope/lessons
     COPY_ON_ERROR SYMBOLIC)

foreach(file IN LISTS font_files)
    file(REAL_PATH ${file} real)
    get_filename_component(name ${file} NAME)
    install(FILES ${real} DESTINATION ${LOOPSCOPE_ASSETS}/fonts RENAME ${name})
endforeach()
foreach(package IN LISTS font_licences)
    install(FILES /usr/share/doc/${package}/copyright DESTINATION ${LOOPSCOPE_ASSETS}/fonts RENAME ${package}.copyright)
endforeach()
install(DIRECTORY ${PROJECT_SOURCE_DIR}/shaders/ DESTINATION ${LOOPSCOPE_ASSETS}/shaders
        FILES_MATCHING PATTERN "*.vert" PATTERN "*.frag")
install(DIRECTORY ${PROJECT_SOURCE_DIR}/assets/lessons/ DESTINATION ${LOOPSCOPE_ASSETS}/lessons)
