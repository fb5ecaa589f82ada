#include "app/panels/markdown.hpp"

#include <utility>

#include <md4c.h>

namespace loopscope::app::panels {
namespace {

struct Builder {
    std::vector<Paragraph> done;
    Paragraph current;
    int strong = 0, code = 0;
    bool bullet = false;

    void end_paragraph() {
        if (current.runs.empty()) return;
        current.bullet = std::exchange(bullet, false);
        done.push_back(std::exchange(current, {}));
    }

    void add(std::string_view text) {
        const WordStyle style = code > 0     ? WordStyle::Code
                                : strong > 0 ? WordStyle::Strong
                                             : WordStyle::Regular;
        if (!current.runs.empty() && current.runs.back().style == style) {
            current.runs.back().text += text;
        } else {
            current.runs.push_back({std::string(text), style});
        }
    }
};

Builder& builder(void* user) {
    return *static_cast<Builder*>(user);
}

int enter_block(MD_BLOCKTYPE type, void*, void* user) {
    if (type == MD_BLOCK_LI) {
        builder(user).end_paragraph();
        builder(user).bullet = true;
    }
    if (type == MD_BLOCK_H) builder(user).strong++;
    return 0;
}

int leave_block(MD_BLOCKTYPE type, void*, void* user) {
    builder(user).end_paragraph();
    if (type == MD_BLOCK_H) builder(user).strong--;
    return 0;
}

int enter_span(MD_SPANTYPE type, void*, void* user) {
    if (type == MD_SPAN_STRONG) builder(user).strong++;
    if (type == MD_SPAN_CODE) builder(user).code++;
    return 0;
}

int leave_span(MD_SPANTYPE type, void*, void* user) {
    if (type == MD_SPAN_STRONG) builder(user).strong--;
    if (type == MD_SPAN_CODE) builder(user).code--;
    return 0;
}

int on_text(MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* user) {
    if (type == MD_TEXT_SOFTBR || type == MD_TEXT_BR) {
        builder(user).add(" ");
    } else {
        builder(user).add({text, size});
    }
    return 0;
}

}  // namespace

std::vector<Paragraph> parse_markdown(std::string_view text) {
    Builder result;
    MD_PARSER parser{};
    parser.flags = MD_FLAG_NOHTML;
    parser.enter_block = enter_block;
    parser.leave_block = leave_block;
    parser.enter_span = enter_span;
    parser.leave_span = leave_span;
    parser.text = on_text;
    md_parse(text.data(), static_cast<MD_SIZE>(text.size()), &parser, &result);
    result.end_paragraph();
    return std::move(result.done);
}

}  // namespace loopscope::app::panels
