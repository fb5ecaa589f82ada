#include "app/paint/shaders.hpp"

#include "app/ui/imgui_compat.hpp"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <optional>

#include <epoxy/gl.h>

namespace loopscope::app::paint {
namespace {

std::optional<std::string> read(const std::string& path) {
    std::ifstream file(path);
    if (!file) return std::nullopt;
    return std::string{std::istreambuf_iterator<char>(file), {}};
}

void complain(const std::string& path, const char* what) {
    std::fprintf(stderr, "loopscope: %s: %s; its part of the picture is left out\n", path.c_str(), what);
}

// 0 when it is missing or wrong.
GLuint compile(GLenum kind, const std::string& path) {
    const std::optional<std::string> text = read(path);
    if (!text) {
        complain(path, "the shader is missing");
        return 0;
    }
    const GLuint shader = glCreateShader(kind);
    const char* const source = text->c_str();
    glShaderSource(shader, 1, &source, nullptr);
    glCompileShader(shader);
    GLint good = 0;
    glGetShaderiv(shader, GL_COMPILE_STATUS, &good);
    if (good == GL_TRUE) return shader;
    char log[1024] = "";
    glGetShaderInfoLog(shader, sizeof log, nullptr, log);
    complain(path, log);
    glDeleteShader(shader);
    return 0;
}

}  // namespace

ShaderBank::ShaderBank(std::string folder) : folder_(std::move(folder)) {
    glGenVertexArrays(1, &vertex_array_);
}

ShaderBank::~ShaderBank() {
    for (const auto& [name, program] : programs_) {
        if (program.id != 0) glDeleteProgram(program.id);
    }
    glDeleteVertexArrays(1, &vertex_array_);
}

ShaderBank::Program ShaderBank::load(const std::string& name) const {
    Program program;
    const GLuint vertex = compile(GL_VERTEX_SHADER, folder_ + "/box.vert");
    const GLuint fragment = compile(GL_FRAGMENT_SHADER, folder_ + "/" + name + ".frag");
    if (vertex != 0 && fragment != 0) {
        program.id = glCreateProgram();
        glAttachShader(program.id, vertex);
        glAttachShader(program.id, fragment);
        glLinkProgram(program.id);
        GLint good = 0;
        glGetProgramiv(program.id, GL_LINK_STATUS, &good);
        if (good != GL_TRUE) {
            complain(folder_ + "/" + name + ".frag", "the shader cannot be linked");
            glDeleteProgram(program.id);
            program.id = 0;
        }
    }
    glDeleteShader(vertex);
    glDeleteShader(fragment);
    if (program.id == 0) return program;
    program.view = glGetUniformLocation(program.id, "u_view");
    program.box = glGetUniformLocation(program.id, "u_box");
    program.scale = glGetUniformLocation(program.id, "u_scale");
    program.values = glGetUniformLocation(program.id, "u_values");
    program.inks = glGetUniformLocation(program.id, "u_inks");
    return program;
}

const ShaderBank::Program& ShaderBank::program(const std::string& name) {
    const auto known = programs_.find(name);
    if (known != programs_.end()) return known->second;
    // Names come from pictures: they must not lead out of the folder.
    const bool plain = !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
    return programs_.emplace(name, plain ? load(name) : Program{}).first->second;
}

void ShaderBank::draw(const stage::ShaderItem& item, stage::Vec2 from, stage::Vec2 to, const Target& target) {
    const Program& code = program(item.name);
    if (code.id == 0) return;
    Call call{this, &code, {from.x, from.y, to.x - from.x, to.y - from.y}, {}, {}, target.scale};
    std::copy(std::begin(item.values), std::end(item.values), std::begin(call.values));
    const stage::Ink inks[] = {item.ink_a, item.ink_b, item.ink_c};
    for (std::size_t i = 0; i < 3; ++i) {
        const stage::Rgba c = target.theme.color(inks[i]);
        const float channels[] = {c.r, c.g, c.b, c.a};
        std::copy(std::begin(channels), std::end(channels), call.inks + i * 4);
    }
    calls_.push_back(call);
    target.list.AddCallback(&ShaderBank::run, &calls_.back());
    target.list.AddCallback(ui::compat::reset_render_state(), nullptr);
}

void ShaderBank::run(const ImDrawList*, const ImDrawCmd* command) {
    const Call& call = *static_cast<const Call*>(command->UserCallbackData);
    const Program& program = *call.program;
    GLint view[4];
    glGetIntegerv(GL_VIEWPORT, view);
    const ImVec4 clip = command->ClipRect;
    const auto width = static_cast<GLsizei>(clip.z - clip.x), height = static_cast<GLsizei>(clip.w - clip.y);
    if (width <= 0 || height <= 0) return;
    glEnable(GL_SCISSOR_TEST);
    glScissor(static_cast<GLint>(clip.x), view[3] - static_cast<GLint>(clip.w), width, height);
    // The shaders' colours are multiplied by their alpha already: anything else leaves dark fringes on white.
    glEnable(GL_BLEND);
    glBlendEquation(GL_FUNC_ADD);
    glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    glUseProgram(program.id);
    glUniform2f(program.view, static_cast<float>(view[2]), static_cast<float>(view[3]));
    glUniform4fv(program.box, 1, call.box);
    glUniform1f(program.scale, call.scale);
    glUniform1fv(program.values, 8, call.values);
    glUniform4fv(program.inks, 3, call.inks);
    GLint before = 0;
    glGetIntegerv(GL_VERTEX_ARRAY_BINDING, &before);
    glBindVertexArray(call.bank->vertex_array_);
    glDrawArrays(GL_TRIANGLE_STRIP, 0, 4);
    glBindVertexArray(static_cast<GLuint>(before));
}

}  // namespace loopscope::app::paint
