// Shader items: programs from the shaders' folder, run in the middle of an ImDrawList. One that is missing or
// broken is left out and named once on standard error.
#pragma once

#include "app/paint/painter.hpp"
#include "core/stage/display_list.hpp"

#include <deque>
#include <map>
#include <string>

struct ImDrawCmd;

namespace loopscope::app::paint {

class ShaderBank {
public:
    // `folder` holds <name>.frag and box.vert. A GL context is current here, in end_frame() and in the
    // destructor.
    explicit ShaderBank(std::string folder);
    ~ShaderBank();
    ShaderBank(const ShaderBank&) = delete;
    ShaderBank& operator=(const ShaderBank&) = delete;

    // `from`, `to` in pixels. Adds to the target's list; what it adds is valid until end_frame().
    void draw(const stage::ShaderItem& item, stage::Vec2 from, stage::Vec2 to, const Target& target);
    // The frame was drawn.
    void end_frame() { calls_.clear(); }

private:
    struct Program {
        // 0: cannot be used.
        unsigned id = 0;
        int view = -1, box = -1, scale = -1, values = -1, inks = -1;
    };
    struct Call {
        const ShaderBank* bank = nullptr;
        const Program* program = nullptr;
        float box[4] = {};
        float values[8] = {};
        float inks[12] = {};
        float scale = 1;
    };
    static void run(const ImDrawList* list, const ImDrawCmd* command);
    const Program& program(const std::string& name);
    Program load(const std::string& name) const;

    std::string folder_;
    std::map<std::string, Program, std::less<>> programs_;
    // A draw list keeps pointers to them.
    std::deque<Call> calls_;
    unsigned vertex_array_ = 0;
};

}  // namespace loopscope::app::paint
