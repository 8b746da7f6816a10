<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="hi_IN" sourcelanguage="en">
<context>
    <name>Age</name>
    <message>
        <source>{number} years</source>
        <translation>{number} वर्ष</translation>
    </message>
    <message>
        <source>{number} months</source>
        <translation>{number} महीने</translation>
    </message>
    <message>
        <source>{number} days</source>
        <translation>{number} दिन</translation>
    </message>
</context>
<context>
    <name>Answer</name>
    <message>
        <source>Yes</source>
        <translation>हाँ</translation>
    </message>
    <message>
        <source>No</source>
        <translation>नहीं</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>पता नहीं</translation>
    </message>
</context>
<context>
    <name>CaseSummary</name>
    <message>
        <source>The case</source>
        <translation>मरीज़ का हाल</translation>
    </message>
    <message>
        <source>No complaint was written.</source>
        <translation>कोई शिकायत नहीं लिखी गई।</translation>
    </message>
    <message>
        <source>{days} days</source>
        <translation>{days} दिन</translation>
    </message>
    <message>
        <source>Complaint</source>
        <translation>शिकायत</translation>
    </message>
    <message>
        <source>Rehydration</source>
        <translation>पानी की कमी का इलाज</translation>
    </message>
    <message>
        <source>Story and examination</source>
        <translation>हाल और जाँच</translation>
    </message>
    <message>
        <source>Past illness, medicines, allergies</source>
        <translation>पुरानी बीमारी, दवाएँ, एलर्जी</translation>
    </message>
    <message>
        <source>Denied</source>
        <translation>जो लक्षण नहीं हैं</translation>
    </message>
    <message>
        <source>Measurements</source>
        <translation>नाप</translation>
    </message>
    <message>
        <source>Not measured: {names}</source>
        <translation>नहीं नापा गया: {names}</translation>
    </message>
    <message>
        <source>Danger signs and other answers</source>
        <translation>ख़तरे के लक्षण और दूसरे जवाब</translation>
    </message>
    <message>
        <source>NOT KNOWN</source>
        <translation>पता नहीं</translation>
    </message>
    <message>
        <source>Pregnant, {weeks} weeks</source>
        <translation>गर्भवती, {weeks} हफ़्ते</translation>
    </message>
    <message>
        <source>Pregnant, weeks not known</source>
        <translation>गर्भवती, हफ़्ते पता नहीं</translation>
    </message>
    <message>
        <source>{days} days after delivery</source>
        <translation>प्रसव के {days} दिन बाद</translation>
    </message>
    <message>
        <source>Not pregnant</source>
        <translation>गर्भवती नहीं</translation>
    </message>
    <message>
        <source>Diagnosis</source>
        <translation>निदान</translation>
    </message>
    <message>
        <source>Treatment</source>
        <translation>इलाज</translation>
    </message>
    <message>
        <source>Investigations</source>
        <translation>जाँचें</translation>
    </message>
    <message>
        <source>Advice</source>
        <translation>सलाह</translation>
    </message>
    <message>
        <source>Referral</source>
        <translation>रेफ़रल</translation>
    </message>
    <message>
        <source>Follow-up</source>
        <translation>दोबारा आना</translation>
    </message>
    <message>
        <source>First impression</source>
        <translation>पहली राय</translation>
    </message>
    <message>
        <source>Suggestion</source>
        <translation>सुझाव</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>कारण</translation>
    </message>
    <message>
        <source>Decided by</source>
        <translation>निर्णय किसने लिया</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>निर्णय</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>माना गया</translation>
    </message>
    <message>
        <source>another condition of the list was chosen</source>
        <translation>सूची से दूसरी बीमारी चुनी गई</translation>
    </message>
    <message>
        <source>own diagnosis</source>
        <translation>अपना निदान</translation>
    </message>
    <message>
        <source>Earlier visits</source>
        <translation>पिछली विज़िट</translation>
    </message>
</context>
<context>
    <name>ClinicalContentPage</name>
    <message>
        <source>Open questions</source>
        <translation>खुले सवाल</translation>
    </message>
    <message>
        <source>&amp;Sign off this content…</source>
        <translation>इस सामग्री पर हस्ताक्षर करें… (&amp;S)</translation>
    </message>
    <message>
        <source>Clinical content</source>
        <translation>चिकित्सा सामग्री</translation>
    </message>
    <message>
        <source>Version {version}</source>
        <translation>संस्करण {version}</translation>
    </message>
    <message>
        <source>Only a doctor (medical officer) of this clinic can sign off.</source>
        <translation>हस्ताक्षर केवल इस क्लिनिक के डॉक्टर (चिकित्सा अधिकारी) कर सकते हैं।</translation>
    </message>
    <message>
        <source>The rules and the facts about conditions were written by engineers from guidelines. {count} questions are open. Here stands what the program does until a medical officer has decided.</source>
        <translation>नियम और बीमारियों की बातें इंजीनियरों ने गाइडलाइन से लिखी हैं। {count} सवाल खुले हैं। यहाँ लिखा है कि चिकित्सा अधिकारी के निर्णय तक प्रोग्राम क्या करता है।</translation>
    </message>
    <message>
        <source>All of the content</source>
        <translation>पूरी सामग्री</translation>
    </message>
    <message>
        <source>Single conditions</source>
        <translation>अलग-अलग बीमारियाँ</translation>
    </message>
    <message>
        <source>Statements about conditions that are not certain (none is shown as a fact)</source>
        <translation>बीमारियों की बातें जो पक्की नहीं हैं (कोई भी तथ्य की तरह नहीं दिखती)</translation>
    </message>
    <message>
        <source>Sign-offs so far</source>
        <translation>अब तक के हस्ताक्षर</translation>
    </message>
    <message>
        <source>The program:</source>
        <translation>प्रोग्राम:</translation>
    </message>
    <message>
        <source>Why:</source>
        <translation>क्यों:</translation>
    </message>
    <message>
        <source>{day}: {name}, {role}, version {version}, {count} open questions</source>
        <translation>{day}: {name}, {role}, संस्करण {version}, {count} खुले सवाल</translation>
    </message>
    <message>
        <source>{name}, {role}, {clinic}, {day}: I sign off the clinical content, version {version}, for this clinic. I have read its {count} open questions and agree to what the program does until they are decided.</source>
        <translation>{name}, {role}, {clinic}, {day}: मैं इस क्लिनिक के लिए चिकित्सा सामग्री, संस्करण {version}, पर हस्ताक्षर करता/करती हूँ। मैंने इसके {count} खुले सवाल पढ़ लिए हैं और निर्णय होने तक प्रोग्राम जो करता है उससे सहमत हूँ।</translation>
    </message>
</context>
<context>
    <name>ComplaintMenu</name>
    <message>
        <source>Questions about a complaint</source>
        <translation>शिकायत के बारे में सवाल</translation>
    </message>
    <message>
        <source>Questions about: {complaints}</source>
        <translation>इनके बारे में सवाल: {complaints}</translation>
    </message>
    <message>
        <source>Questions about…</source>
        <translation>किस शिकायत के बारे में सवाल…</translation>
    </message>
</context>
<context>
    <name>ComplaintSection</name>
    <message>
        <source>Complaint</source>
        <translation>शिकायत</translation>
    </message>
    <message>
        <source>days</source>
        <translation>दिन</translation>
    </message>
    <message>
        <source>hours</source>
        <translation>घंटे</translation>
    </message>
    <message>
        <source>weeks</source>
        <translation>हफ़्ते</translation>
    </message>
    <message>
        <source>months</source>
        <translation>महीने</translation>
    </message>
    <message>
        <source>years</source>
        <translation>वर्ष</translation>
    </message>
    <message>
        <source>Main c&amp;omplaint</source>
        <translation>मुख्य शिकायत</translation>
    </message>
    <message>
        <source>Story and exa&amp;mination</source>
        <translation>हाल और जाँच</translation>
    </message>
    <message>
        <source>For how lon&amp;g</source>
        <translation>कब से</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>इकाई</translation>
    </message>
    <message>
        <source>Past illness, medicines, allergies</source>
        <translation>पुरानी बीमारी, दवाएँ, एलर्जी</translation>
    </message>
</context>
<context>
    <name>Consciousness</name>
    <message>
        <source>A: alert</source>
        <translation>A: पूरे होश में</translation>
    </message>
    <message>
        <source>C: newly confused</source>
        <translation>C: नया भ्रम, उलझी बातें</translation>
    </message>
    <message>
        <source>V: responds to voice only</source>
        <translation>V: आवाज़ पर ही जागे</translation>
    </message>
    <message>
        <source>P: responds to pain only</source>
        <translation>P: दर्द पर ही जागे</translation>
    </message>
    <message>
        <source>U: unresponsive</source>
        <translation>U: बेहोश, कोई असर नहीं</translation>
    </message>
</context>
<context>
    <name>DecisionSection</name>
    <message>
        <source>&amp;Refer</source>
        <translation>रेफ़र करें (&amp;R)</translation>
    </message>
    <message>
        <source>Follow-&amp;up on</source>
        <translation>दोबारा आएँ (&amp;U)</translation>
    </message>
    <message>
        <source>Day of the follow-up</source>
        <translation>दोबारा आने की तारीख़</translation>
    </message>
    <message>
        <source>This is no ICD-10 code. Write one like A09 or B51.9, or leave it empty.</source>
        <translation>यह ICD-10 कोड नहीं है। A09 या B51.9 जैसा लिखें, या खाली छोड़ें।</translation>
    </message>
    <message>
        <source>Write where the patient is referred to.</source>
        <translation>मरीज़ को कहाँ रेफ़र किया, लिखें।</translation>
    </message>
    <message>
        <source>The day of the follow-up is in the past.</source>
        <translation>दोबारा आने की तारीख़ बीत चुकी है।</translation>
    </message>
    <message>
        <source>type part of its name</source>
        <translation>नाम का कुछ हिस्सा लिखें</translation>
    </message>
    <message>
        <source>Another condition of the list</source>
        <translation>सूची की दूसरी बीमारी</translation>
    </message>
    <message>
        <source>&amp;Diagnosis</source>
        <translation>निदान</translation>
    </message>
    <message>
        <source>&amp;ICD-10</source>
        <translation>ICD-10</translation>
    </message>
    <message>
        <source>Why not the first suggestion?</source>
        <translation>पहला सुझाव क्यों नहीं?</translation>
    </message>
    <message>
        <source>Investi&amp;gations</source>
        <translation>जाँचें</translation>
    </message>
    <message>
        <source>&amp;Treatment</source>
        <translation>इलाज</translation>
    </message>
    <message>
        <source>Ad&amp;vice to the patient</source>
        <translation>मरीज़ को सलाह</translation>
    </message>
    <message>
        <source>Where to</source>
        <translation>कहाँ</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>क्यों</translation>
    </message>
    <message>
        <source>Accepted: {name}</source>
        <translation>माना गया: {name}</translation>
    </message>
    <message>
        <source>Chosen from the list: {name}</source>
        <translation>सूची से चुना: {name}</translation>
    </message>
    <message>
        <source>Own diagnosis</source>
        <translation>अपना निदान</translation>
    </message>
    <message>
        <source>Nothing decided yet</source>
        <translation>अभी निर्णय नहीं हुआ</translation>
    </message>
</context>
<context>
    <name>DifferentialList</name>
    <message>
        <source>Suggested conditions, most probable first</source>
        <translation>सुझाई गई बीमारियाँ, सबसे संभावित पहले</translation>
    </message>
    <message>
        <source>S&amp;how all</source>
        <translation>सब दिखाएँ (&amp;H)</translation>
    </message>
    <message>
        <source>Suggested by {name} {version}. Not a diagnosis: you decide.</source>
        <translation>{name} {version} का सुझाव। यह निदान नहीं है: निर्णय आपका है।</translation>
    </message>
    <message>
        <source>All {count} others together: {below}. None of these: {none}.</source>
        <translation>बाक़ी {count} मिलाकर: {below}। इनमें से कोई नहीं: {none}।</translation>
    </message>
    <message>
        <source>None of these: {none}.</source>
        <translation>इनमें से कोई नहीं: {none}।</translation>
    </message>
</context>
<context>
    <name>DifferentialModel</name>
    <message>
        <source>Condition</source>
        <translation>बीमारी</translation>
    </message>
    <message>
        <source>Probability</source>
        <translation>संभावना</translation>
    </message>
    <message>
        <source>Usual urgency</source>
        <translation>आम तौर पर</translation>
    </message>
</context>
<context>
    <name>EncounterForm</name>
    <message>
        <source>Read in the text</source>
        <translation>लिखे में पढ़ा गया</translation>
    </message>
</context>
<context>
    <name>EncounterPage</name>
    <message>
        <source>New encounter</source>
        <translation>नया मरीज़</translation>
    </message>
    <message>
        <source>Throw this form away…</source>
        <translation>यह फ़ॉर्म हटाएँ…</translation>
    </message>
    <message>
        <source>Finish la&amp;ter</source>
        <translation>बाद में पूरा करें (&amp;T)</translation>
    </message>
    <message>
        <source>What is typed is kept; the queue offers it again</source>
        <translation>लिखा हुआ सहेजा रहेगा; कतार में फिर मिलेगा</translation>
    </message>
    <message>
        <source>&amp;Send to doctor</source>
        <translation>डॉक्टर को भेजें (&amp;S)</translation>
    </message>
    <message>
        <source>Throw away everything typed in this form? It cannot be brought back.</source>
        <translation>इस फ़ॉर्म में लिखा सब कुछ हटा दें? यह वापस नहीं आएगा।</translation>
    </message>
    <message>
        <source>Throw it away</source>
        <translation>हटा दें</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>रहने दें</translation>
    </message>
    <message>
        <source>{field}: {problem}</source>
        <translation>{field}: {problem}</translation>
    </message>
    <message>
        <source>Not sent. {why}</source>
        <translation>नहीं भेजा गया। {why}</translation>
    </message>
</context>
<context>
    <name>Field</name>
    <message>
        <source>{value} {unit} (from {from_unit})</source>
        <translation>{value} {unit} ({from_unit} से)</translation>
    </message>
    <message>
        <source>Yes, {value} is right</source>
        <translation>हाँ, {value} सही है</translation>
    </message>
</context>
<context>
    <name>FirstRunPage</name>
    <message>
        <source>The doctor</source>
        <translation>डॉक्टर</translation>
    </message>
    <message>
        <source>The medical officer who decides.</source>
        <translation>चिकित्सा अधिकारी, जो निर्णय लेते हैं।</translation>
    </message>
    <message>
        <source>The health worker</source>
        <translation>स्वास्थ्य कर्मी</translation>
    </message>
    <message>
        <source>Who registers patients and sends cases to the doctor.</source>
        <translation>जो मरीज़ दर्ज करते हैं और डॉक्टर के पास भेजते हैं।</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>पीछे (&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>आगे (&amp;N)</translation>
    </message>
    <message>
        <source>Set up the clinic</source>
        <translation>क्लिनिक सेट अप करें</translation>
    </message>
    <message>
        <source>Step {number} of {count}</source>
        <translation>चरण {number} / {count}</translation>
    </message>
    <message>
        <source>&amp;Create the clinic</source>
        <translation>क्लिनिक बनाएँ (&amp;C)</translation>
    </message>
    <message>
        <source>The doctor has this name too. Add a family name or a number.</source>
        <translation>डॉक्टर का भी यही नाम है। उपनाम या कोई अंक जोड़ें।</translation>
    </message>
    <message>
        <source>Everybody needs a passphrase of their own: this is the doctor&apos;s.</source>
        <translation>हर व्यक्ति का अपना पासफ़्रेज़ होना चाहिए: यह डॉक्टर का है।</translation>
    </message>
</context>
<context>
    <name>Frame</name>
    <message>
        <source>Suggestion model: {name} {version}.</source>
        <translation>सुझाव मॉडल: {name} {version}।</translation>
    </message>
    <message>
        <source>It is not trained for clinical use yet.</source>
        <translation>यह अभी इलाज के काम के लिए प्रशिक्षित नहीं है।</translation>
    </message>
    <message>
        <source>DEMO – synthetic patients. Everything is deleted when the window closes.</source>
        <translation>डेमो – नक़ली मरीज़। विंडो बंद होते ही सब मिट जाता है।</translation>
    </message>
    <message>
        <source>Working</source>
        <translation>काम चल रहा है</translation>
    </message>
</context>
<context>
    <name>HitsModel</name>
    <message>
        <source>Name</source>
        <translation>नाम</translation>
    </message>
    <message>
        <source>Age, sex</source>
        <translation>उम्र, लिंग</translation>
    </message>
    <message>
        <source>Guardian</source>
        <translation>अभिभावक</translation>
    </message>
    <message>
        <source>Village</source>
        <translation>गाँव</translation>
    </message>
    <message>
        <source>Last visit</source>
        <translation>पिछली विज़िट</translation>
    </message>
    <message>
        <source>Last diagnosis</source>
        <translation>पिछला निदान</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>अभी नहीं</translation>
    </message>
    <message>
        <source>not decided yet</source>
        <translation>अभी निर्णय नहीं</translation>
    </message>
</context>
<context>
    <name>Impression</name>
    <message>
        <source>no idea yet</source>
        <translation>अभी कोई राय नहीं</translation>
    </message>
</context>
<context>
    <name>InChargePage</name>
    <message>
        <source>If the recovery sheet is lost, or somebody has seen it who should not, make a new one. The old code then opens nothing.</source>
        <translation>रिकवरी पर्ची खो जाए या कोई ग़लत व्यक्ति देख ले तो नई बनाएँ। पुराने कोड से फिर कुछ नहीं खुलेगा।</translation>
    </message>
    <message>
        <source>Make a new &amp;recovery sheet…</source>
        <translation>नई रिकवरी पर्ची बनाएँ… (&amp;R)</translation>
    </message>
    <message>
        <source>Clinic</source>
        <translation>क्लिनिक</translation>
    </message>
    <message>
        <source>The old recovery sheet will open nothing any more. Make a new one now?</source>
        <translation>पुरानी रिकवरी पर्ची से फिर कुछ नहीं खुलेगा। अभी नई बनाएँ?</translation>
    </message>
    <message>
        <source>Make a new one</source>
        <translation>नई बनाएँ</translation>
    </message>
    <message>
        <source>Keep the old one</source>
        <translation>पुरानी रहने दें</translation>
    </message>
</context>
<context>
    <name>LineField</name>
    <message>
        <source>Not pasted: at most {limit} characters fit here. What was there is kept.</source>
        <translation>पेस्ट नहीं हुआ: यहाँ ज़्यादा से ज़्यादा {limit} अक्षर आते हैं। पहले का लिखा वैसा ही है।</translation>
    </message>
    <message>
        <source>Characters that are not text were left out.</source>
        <translation>जो चिह्न लिखावट नहीं थे, वे छोड़ दिए गए।</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Something unexpected went wrong. What you typed is kept. If it happens again, close and reopen.</source>
        <translation>कुछ अनपेक्षित गड़बड़ हुई। आपका लिखा सुरक्षित है। फिर हो तो बंद करके दोबारा खोलें।</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>सहेजा नहीं गया</translation>
    </message>
    <message>
        <source>What you typed could not be saved. If you go on, it is lost.</source>
        <translation>आपका लिखा सहेजा नहीं जा सका। आगे बढ़ने पर वह मिट जाएगा।</translation>
    </message>
    <message>
        <source>Go on and lose it</source>
        <translation>आगे बढ़ें, मिटने दें</translation>
    </message>
    <message>
        <source>Stay here</source>
        <translation>यहीं रहें</translation>
    </message>
    <message>
        <source>Recovery sheet</source>
        <translation>रिकवरी पर्ची</translation>
    </message>
    <message>
        <source>The recovery code is not on paper yet. It is shown only now.</source>
        <translation>रिकवरी कोड अभी काग़ज़ पर नहीं है। यह केवल अभी दिखता है।</translation>
    </message>
    <message>
        <source>Close all the same</source>
        <translation>फिर भी बंद करें</translation>
    </message>
    <message>
        <source>Whoever has this sheet and this computer can read every record. Print it, or copy the code by hand. A PDF of it must not stay on this computer: save it on a USB stick, print it elsewhere, delete it.</source>
        <translation>जिसके पास यह काग़ज़ और यह कंप्यूटर हो, वह हर रिकॉर्ड पढ़ सकता है। इसे छापें, या कोड हाथ से लिख लें। इसका PDF इस कंप्यूटर पर न रहे: पेन ड्राइव पर सहेजें, कहीं और छापें, फिर मिटा दें।</translation>
    </message>
    <message>
        <source>Demo: everybody&apos;s passphrase is “{passphrase}”.</source>
        <translation>डेमो: सबका पासफ़्रेज़ “{passphrase}” है।</translation>
    </message>
    <message>
        <source>Clinic decision support</source>
        <translation>क्लिनिक निर्णय सहायक</translation>
    </message>
</context>
<context>
    <name>NewPassphraseFields</name>
    <message>
        <source>At least {count} characters. Four or five words that do not belong together are easy to remember and hard to guess. No names, dates or phone numbers.</source>
        <translation>कम से कम {count} अक्षर। ऐसे चार-पाँच शब्द लें जिनका आपस में कोई मेल न हो: याद रखना आसान, अंदाज़ा लगाना मुश्किल। नाम, तारीख़ या फ़ोन नंबर न लिखें।</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>पासफ़्रेज़</translation>
    </message>
    <message>
        <source>Passphrase again</source>
        <translation>पासफ़्रेज़ दोबारा</translation>
    </message>
    <message>
        <source>Strength of the passphrase</source>
        <translation>पासफ़्रेज़ की मज़बूती</translation>
    </message>
    <message>
        <source>&amp;Passphrase</source>
        <translation>पासफ़्रेज़</translation>
    </message>
    <message>
        <source>Passphrase &amp;again</source>
        <translation>पासफ़्रेज़ दोबारा</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>मज़बूती</translation>
    </message>
    <message>
        <source>The two passphrases are not the same.</source>
        <translation>दोनों पासफ़्रेज़ एक जैसे नहीं हैं।</translation>
    </message>
    <message>
        <source>Too short: at least {count} characters.</source>
        <translation>बहुत छोटा: कम से कम {count} अक्षर।</translation>
    </message>
    <message>
        <source>Too easy: it contains a name of the clinic or its staff.</source>
        <translation>बहुत आसान: इसमें क्लिनिक या कर्मचारी का नाम है।</translation>
    </message>
    <message>
        <source>Too easy: common words. Add a word that does not belong with them.</source>
        <translation>बहुत आसान: आम शब्द हैं। कोई बेमेल शब्द जोड़ें।</translation>
    </message>
    <message>
        <source>Too easy: the same characters again and again.</source>
        <translation>बहुत आसान: वही अक्षर बार-बार।</translation>
    </message>
    <message>
        <source>Too easy: neighbouring keys of the keyboard.</source>
        <translation>बहुत आसान: कीबोर्ड पर पास-पास की कुंजियाँ।</translation>
    </message>
    <message>
        <source>Too easy: a date can be guessed.</source>
        <translation>बहुत आसान: तारीख़ का अंदाज़ा लगाया जा सकता है।</translation>
    </message>
    <message>
        <source>Too easy to guess.</source>
        <translation>अंदाज़ा लगाना बहुत आसान है।</translation>
    </message>
    <message>
        <source>Nearly there: add one more word.</source>
        <translation>बस थोड़ा और: एक शब्द और जोड़ें।</translation>
    </message>
    <message>
        <source>Good. Hard to guess.</source>
        <translation>अच्छा है। अंदाज़ा लगाना मुश्किल है।</translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>OK</source>
        <translation>ठीक है</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>यह संदेश बंद करें</translation>
    </message>
</context>
<context>
    <name>NoticedSection</name>
    <message>
        <source>Read in the text: is it so?</source>
        <translation>लिखे में यह पढ़ा: क्या ऐसा है?</translation>
    </message>
</context>
<context>
    <name>PassphraseField</name>
    <message>
        <source>Hide</source>
        <translation>छिपाएँ</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>दिखाएँ</translation>
    </message>
    <message>
        <source>Hide the passphrase</source>
        <translation>पासफ़्रेज़ छिपाएँ</translation>
    </message>
    <message>
        <source>Show the passphrase</source>
        <translation>पासफ़्रेज़ दिखाएँ</translation>
    </message>
</context>
<context>
    <name>PrintPreviewPage</name>
    <message>
        <source>Paper size</source>
        <translation>काग़ज़ का आकार</translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>प्रिंटर</translation>
    </message>
    <message>
        <source>&amp;Print</source>
        <translation>छापें (&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Save as PDF…</source>
        <translation>PDF में सहेजें… (&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>पीछे (&amp;B)</translation>
    </message>
    <message>
        <source>No printer is installed</source>
        <translation>कोई प्रिंटर नहीं है</translation>
    </message>
    <message>
        <source>No printer is installed. Save a PDF.</source>
        <translation>कोई प्रिंटर नहीं है। PDF में सहेजें।</translation>
    </message>
    <message>
        <source>Preview of the pages</source>
        <translation>पृष्ठों की झलक</translation>
    </message>
    <message>
        <source>Print: {document}</source>
        <translation>छापें: {document}</translation>
    </message>
    <message>
        <source>Paper si&amp;ze</source>
        <translation>काग़ज़</translation>
    </message>
    <message>
        <source>P&amp;rinter</source>
        <translation>प्रिंटर</translation>
    </message>
    <message>
        <source>The printer did not take the pages. Check it and try again.</source>
        <translation>प्रिंटर ने पृष्ठ नहीं लिए। प्रिंटर जाँचें और फिर कोशिश करें।</translation>
    </message>
    <message>
        <source>Sent to the printer.</source>
        <translation>प्रिंटर को भेजा गया।</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>PDF में सहेजें</translation>
    </message>
    <message>
        <source>PDF files (*.pdf)</source>
        <translation>PDF फ़ाइलें (*.pdf)</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>सहेजें (&amp;S)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>रद्द करें</translation>
    </message>
    <message>
        <source>File &amp;name:</source>
        <translation>फ़ाइल का नाम:</translation>
    </message>
    <message>
        <source>Kind of file:</source>
        <translation>फ़ाइल का प्रकार:</translation>
    </message>
    <message>
        <source>Folder:</source>
        <translation>फ़ोल्डर:</translation>
    </message>
    <message>
        <source>Saved as {path}. This file is not encrypted: delete it when it is no longer needed.</source>
        <translation>{path} में सहेजा गया। यह फ़ाइल एन्क्रिप्टेड नहीं है: ज़रूरत न रहे तो मिटा दें।</translation>
    </message>
</context>
<context>
    <name>QFileDialog</name>
    <message>
        <source>Name</source>
        <translation>नाम</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>आकार</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>प्रकार</translation>
    </message>
    <message>
        <source>Date Modified</source>
        <translation>बदलने की तारीख़</translation>
    </message>
    <message>
        <source>%1 already exists.
Do you want to replace it?</source>
        <translation>%1 पहले से है।
क्या इसे बदलना है?</translation>
    </message>
</context>
<context>
    <name>QLineEdit</name>
    <message>
        <source>&amp;Undo</source>
        <translation>वापस लें (&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>फिर करें (&amp;R)</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>काटें (&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>कॉपी (&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>पेस्ट (&amp;P)</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>मिटाएँ</translation>
    </message>
    <message>
        <source>Select All</source>
        <translation>सब चुनें</translation>
    </message>
</context>
<context>
    <name>QPlatformTheme</name>
    <message>
        <source>&amp;Yes</source>
        <translation>हाँ (&amp;Y)</translation>
    </message>
    <message>
        <source>&amp;No</source>
        <translation>नहीं (&amp;N)</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>ठीक है</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>रद्द करें</translation>
    </message>
</context>
<context>
    <name>QWidgetTextControl</name>
    <message>
        <source>&amp;Undo</source>
        <translation>वापस लें (&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>फिर करें (&amp;R)</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>काटें (&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>कॉपी (&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>पेस्ट (&amp;P)</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>मिटाएँ</translation>
    </message>
    <message>
        <source>Select All</source>
        <translation>सब चुनें</translation>
    </message>
</context>
<context>
    <name>QuestionsSection</name>
    <message>
        <source>Danger signs: Y yes, N no, ? not known</source>
        <translation>ख़तरे के लक्षण: Y हाँ, N नहीं, ? पता नहीं</translation>
    </message>
    <message>
        <source>Pregnant?</source>
        <translation>गर्भवती हैं?</translation>
    </message>
    <message>
        <source>weeks, or 28+3</source>
        <translation>हफ़्ते, या 28+3</translation>
    </message>
    <message>
        <source>If she gave birth in the last 42 days: how long ago?</source>
        <translation>अगर पिछले 42 दिनों में प्रसव हुआ: कितने दिन पहले?</translation>
    </message>
    <message>
        <source>days</source>
        <translation>दिन</translation>
    </message>
    <message>
        <source>Danger signs</source>
        <translation>ख़तरे के लक्षण</translation>
    </message>
    <message>
        <source>Baby under 2 months</source>
        <translation>2 महीने से छोटा शिशु</translation>
    </message>
    <message>
        <source>Child</source>
        <translation>बच्चा</translation>
    </message>
    <message>
        <source>Pregnancy and birth</source>
        <translation>गर्भ और प्रसव</translation>
    </message>
    <message>
        <source>Other signs</source>
        <translation>दूसरे लक्षण</translation>
    </message>
    <message>
        <source>Still to ask</source>
        <translation>अभी पूछना बाकी</translation>
    </message>
</context>
<context>
    <name>QueueModel</name>
    <message>
        <source>Triage</source>
        <translation>ट्राइएज</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>इंतज़ार</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>नाम</translation>
    </message>
    <message>
        <source>Age, sex</source>
        <translation>उम्र, लिंग</translation>
    </message>
    <message>
        <source>Village</source>
        <translation>गाँव</translation>
    </message>
    <message>
        <source>Complaint</source>
        <translation>शिकायत</translation>
    </message>
    <message>
        <source>With</source>
        <translation>किसके पास</translation>
    </message>
    <message>
        <source>Cannot exclude danger yet.</source>
        <translation>अभी ख़तरे से इनकार नहीं कर सकते।</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} मिनट</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} घं {minutes} मि</translation>
    </message>
    <message>
        <source>{days} d {hours} h</source>
        <translation>{days} दिन {hours} घं</translation>
    </message>
</context>
<context>
    <name>QueuePage</name>
    <message>
        <source>Patients waiting for the doctor</source>
        <translation>डॉक्टर के इंतज़ार में मरीज़</translation>
    </message>
    <message>
        <source>Forms not sent yet</source>
        <translation>अधूरे फ़ॉर्म</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>कतार</translation>
    </message>
    <message>
        <source>&amp;New encounter</source>
        <translation>नया मरीज़ (&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>खोलें (&amp;O)</translation>
    </message>
    <message>
        <source>Enter or double-click opens the patient.</source>
        <translation>Enter या डबल-क्लिक से मरीज़ खुलेगा।</translation>
    </message>
    <message>
        <source>&amp;Refresh</source>
        <translation>ताज़ा करें (&amp;R)</translation>
    </message>
    <message>
        <source>For&amp;ms not sent yet (press Enter to continue one):</source>
        <translation>अधूरे फ़ॉर्म (आगे लिखने के लिए Enter दबाएँ):</translation>
    </message>
    <message>
        <source>Waiting: {count}</source>
        <translation>इंतज़ार में: {count}</translation>
    </message>
    <message>
        <source>Nobody is waiting. Begin with “New encounter”.</source>
        <translation>कोई इंतज़ार में नहीं है। “नया मरीज़” से शुरू करें।</translation>
    </message>
    <message>
        <source>no name yet</source>
        <translation>अभी नाम नहीं</translation>
    </message>
    <message>
        <source>{name}, last typed {time}</source>
        <translation>{name}, आख़िरी बार {time} पर लिखा</translation>
    </message>
</context>
<context>
    <name>RecoverySheetPage</name>
    <message>
        <source>If a passphrase is forgotten, this code is the only way back to the patients&apos; records. It is shown only now. Print it, or write it down by hand, and lock the paper away. Whoever has the paper and this computer can read every record.</source>
        <translation>पासफ़्रेज़ भूल जाएँ तो मरीज़ों के रिकॉर्ड तक पहुँचने का यही कोड एकमात्र रास्ता है। यह केवल अभी दिखता है। इसे छापें या हाथ से लिखें और काग़ज़ ताले में रखें। जिसके पास काग़ज़ और यह कंप्यूटर हो, वह हर रिकॉर्ड पढ़ सकता है।</translation>
    </message>
    <message>
        <source>Recovery code: {code}</source>
        <translation>रिकवरी कोड: {code}</translation>
    </message>
    <message>
        <source>&amp;Print or save as PDF…</source>
        <translation>छापें या PDF में सहेजें… (&amp;P)</translation>
    </message>
    <message>
        <source>Last group of the code</source>
        <translation>कोड का आख़िरी हिस्सा</translation>
    </message>
    <message>
        <source>I have it on &amp;paper. Read the last five characters from the paper and type them here:</source>
        <translation>कोड काग़ज़ पर है। काग़ज़ से आख़िरी पाँच अक्षर पढ़कर यहाँ लिखें:</translation>
    </message>
    <message>
        <source>&amp;Start working</source>
        <translation>काम शुरू करें (&amp;S)</translation>
    </message>
    <message>
        <source>Recovery sheet</source>
        <translation>रिकवरी पर्ची</translation>
    </message>
</context>
<context>
    <name>RegistrationSection</name>
    <message>
        <source>Patient</source>
        <translation>मरीज़</translation>
    </message>
    <message>
        <source>Patients already registered</source>
        <translation>पहले से दर्ज मरीज़</translation>
    </message>
    <message>
        <source>Already registered? Down arrow, then Enter:</source>
        <translation>पहले से दर्ज हैं? नीचे तीर, फिर Enter:</translation>
    </message>
    <message>
        <source>Registered before. Not this person?</source>
        <translation>पहले से दर्ज। यह व्यक्ति नहीं?</translation>
    </message>
    <message>
        <source>years</source>
        <translation>वर्ष</translation>
    </message>
    <message>
        <source>months</source>
        <translation>महीने</translation>
    </message>
    <message>
        <source>days</source>
        <translation>दिन</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>पता नहीं</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>नाम</translation>
    </message>
    <message>
        <source>&amp;Age</source>
        <translation>उम्र</translation>
    </message>
    <message>
        <source>Age in</source>
        <translation>उम्र की इकाई</translation>
    </message>
    <message>
        <source>Se&amp;x</source>
        <translation>लिंग</translation>
    </message>
    <message>
        <source>G&amp;uardian</source>
        <translation>अभिभावक</translation>
    </message>
    <message>
        <source>&amp;Village</source>
        <translation>गाँव</translation>
    </message>
    <message>
        <source>&amp;Phone</source>
        <translation>फ़ोन</translation>
    </message>
</context>
<context>
    <name>ReviewPage</name>
    <message>
        <source>Review</source>
        <translation>डॉक्टर का परामर्श</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>पीछे (&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Print the visit note</source>
        <translation>पर्ची छापें (&amp;P)</translation>
    </message>
    <message>
        <source>Close the encou&amp;nter</source>
        <translation>विज़िट पूरी करें (&amp;N)</translation>
    </message>
    <message>
        <source>Sent by {name}</source>
        <translation>{name} ने भेजा</translation>
    </message>
    <message>
        <source>somebody</source>
        <translation>किसी ने</translation>
    </message>
</context>
<context>
    <name>Role</name>
    <message>
        <source>health worker</source>
        <translation>स्वास्थ्य कर्मी</translation>
    </message>
    <message>
        <source>doctor</source>
        <translation>डॉक्टर</translation>
    </message>
    <message>
        <source>clinic in-charge</source>
        <translation>क्लिनिक प्रभारी</translation>
    </message>
</context>
<context>
    <name>SavedMark</name>
    <message>
        <source>Saved {time}</source>
        <translation>{time} पर सहेजा गया</translation>
    </message>
    <message>
        <source>NOT SAVED: trying again</source>
        <translation>सहेजा नहीं गया: फिर कोशिश हो रही है</translation>
    </message>
    <message>
        <source>What you type is not being saved. {why} The program keeps trying.</source>
        <translation>आपका लिखा सहेजा नहीं जा रहा है। {why} प्रोग्राम कोशिश करता रहेगा।</translation>
    </message>
</context>
<context>
    <name>SearchPage</name>
    <message>
        <source>name, village, phone, guardian, complaint or diagnosis</source>
        <translation>नाम, गाँव, फ़ोन, अभिभावक, शिकायत या निदान</translation>
    </message>
    <message>
        <source>Patients found</source>
        <translation>मिले मरीज़</translation>
    </message>
    <message>
        <source>Visits of this patient</source>
        <translation>इस मरीज़ की विज़िट</translation>
    </message>
    <message>
        <source>Find a patient</source>
        <translation>मरीज़ खोजें</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>खोलें (&amp;O)</translation>
    </message>
    <message>
        <source>Enter or double-click opens the patient.</source>
        <translation>Enter या डबल-क्लिक से मरीज़ खुलेगा।</translation>
    </message>
    <message>
        <source>&amp;Visits of this patient (Enter opens one):</source>
        <translation>इस मरीज़ की विज़िट (Enter से खोलें):</translation>
    </message>
    <message>
        <source>Fin&amp;d a patient by</source>
        <translation>मरीज़ खोजें</translation>
    </message>
    <message>
        <source>Nobody found. Try fewer letters, the village, or the phone number.</source>
        <translation>कोई नहीं मिला। कम अक्षर, गाँव या फ़ोन नंबर लिखकर देखें।</translation>
    </message>
    <message>
        <source>Type a part of the name, the village or the phone number.</source>
        <translation>नाम, गाँव या फ़ोन नंबर का कुछ हिस्सा लिखें।</translation>
    </message>
</context>
<context>
    <name>SendEmergencyDialog</name>
    <message>
        <source>Emergency</source>
        <translation>आपात स्थिति</translation>
    </message>
    <message>
        <source>Call the doctor now, do not wait for the queue. Send what you have; more can be told in person.</source>
        <translation>डॉक्टर को अभी बुलाएँ, कतार का इंतज़ार न करें। जितना लिखा है भेज दें; बाक़ी सामने बता सकते हैं।</translation>
    </message>
    <message>
        <source>&amp;Send to the doctor now</source>
        <translation>डॉक्टर को अभी भेजें (&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Back to the form</source>
        <translation>फ़ॉर्म पर लौटें (&amp;B)</translation>
    </message>
</context>
<context>
    <name>Sex</name>
    <message>
        <source>Female</source>
        <translation>महिला</translation>
    </message>
    <message>
        <source>Male</source>
        <translation>पुरुष</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>अन्य</translation>
    </message>
</context>
<context>
    <name>SignOff</name>
    <message>
        <source>Clinical content signed off by {name} on {day}.</source>
        <translation>चिकित्सा सामग्री पर {name} ने {day} को हस्ताक्षर किए।</translation>
    </message>
    <message>
        <source>Clinical content not signed off by this clinic: it changed after {name} signed on {day}.</source>
        <translation>चिकित्सा सामग्री पर इस क्लिनिक के हस्ताक्षर नहीं हैं: {day} को {name} के हस्ताक्षर के बाद वह बदल गई।</translation>
    </message>
    <message>
        <source>Clinical content not signed off by this clinic.</source>
        <translation>चिकित्सा सामग्री पर इस क्लिनिक के हस्ताक्षर नहीं हैं।</translation>
    </message>
</context>
<context>
    <name>SignOffDialog</name>
    <message>
        <source>Sign off the clinical content</source>
        <translation>चिकित्सा सामग्री पर हस्ताक्षर</translation>
    </message>
    <message>
        <source>Your passphrase</source>
        <translation>आपका पासफ़्रेज़</translation>
    </message>
    <message>
        <source>Your &amp;passphrase, to sign</source>
        <translation>हस्ताक्षर के लिए आपका पासफ़्रेज़ (&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Sign off</source>
        <translation>हस्ताक्षर करें (&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Not now</source>
        <translation>अभी नहीं (&amp;N)</translation>
    </message>
    <message>
        <source>Type your passphrase.</source>
        <translation>अपना पासफ़्रेज़ लिखें।</translation>
    </message>
</context>
<context>
    <name>StoryField</name>
    <message>
        <source>Characters that are not text were left out.</source>
        <translation>जो चिह्न लिखावट नहीं थे, वे छोड़ दिए गए।</translation>
    </message>
    <message>
        <source>Not taken: {length} characters, but at most {limit} fit here. What was there is kept.</source>
        <translation>नहीं लिया गया: {length} अक्षर हैं, यहाँ ज़्यादा से ज़्यादा {limit} आते हैं। पहले का लिखा वैसा ही है।</translation>
    </message>
</context>
<context>
    <name>SuggestionSection</name>
    <message>
        <source>1. Your own first i&amp;mpression (several: separate with ;)</source>
        <translation>1. आपकी अपनी पहली राय (एक से ज़्यादा हो तो ; लगाएँ)</translation>
    </message>
    <message>
        <source>&amp;Keep it and show suggestions</source>
        <translation>राय दर्ज करें, सुझाव देखें (&amp;K)</translation>
    </message>
    <message>
        <source>No idea yet</source>
        <translation>अभी कोई राय नहीं</translation>
    </message>
    <message>
        <source>Tr&amp;y again</source>
        <translation>फिर कोशिश करें (&amp;Y)</translation>
    </message>
    <message>
        <source>&amp;Accept the first</source>
        <translation>पहला मानें (&amp;A)</translation>
    </message>
    <message>
        <source>An&amp;other from the list…</source>
        <translation>सूची से दूसरी बीमारी… (&amp;O)</translation>
    </message>
    <message>
        <source>O&amp;wn diagnosis…</source>
        <translation>अपना निदान लिखें… (&amp;W)</translation>
    </message>
    <message>
        <source>2. Suggestions appear here after your own impression.</source>
        <translation>2. आपकी राय के बाद सुझाव यहाँ दिखेंगे।</translation>
    </message>
    <message>
        <source>1. Your first impression: {impression}</source>
        <translation>1. आपकी पहली राय: {impression}</translation>
    </message>
    <message>
        <source>2. Suggestions are being prepared…</source>
        <translation>2. सुझाव तैयार हो रहे हैं…</translation>
    </message>
    <message>
        <source>No suggestions: too little is known. A complaint, a story or an answered question would help. Decide as you always do.</source>
        <translation>कोई सुझाव नहीं: जानकारी बहुत कम है। शिकायत, हाल या किसी सवाल का जवाब मदद करेगा। निर्णय हमेशा की तरह लें।</translation>
    </message>
    <message>
        <source>No suggestions: this case does not look like any of the {count} conditions the program knows. Decide as you always do.</source>
        <translation>कोई सुझाव नहीं: यह मरीज़ प्रोग्राम की {count} बीमारियों में से किसी जैसा नहीं लगता। निर्णय हमेशा की तरह लें।</translation>
    </message>
    <message>
        <source>No suggestions this time.</source>
        <translation>इस बार कोई सुझाव नहीं।</translation>
    </message>
    <message>
        <source>{level}: these suggestions ask for more haste than the triage rules.</source>
        <translation>{level}: ये सुझाव ट्राइएज नियमों से ज़्यादा जल्दी माँगते हैं।</translation>
    </message>
</context>
<context>
    <name>TriageBanner</name>
    <message>
        <source>Cannot exclude danger yet.</source>
        <translation>अभी ख़तरे से इनकार नहीं कर सकते।</translation>
    </message>
    <message>
        <source>Danger sign answered yes: {signs}.</source>
        <translation>ख़तरे का लक्षण, जवाब हाँ: {signs}।</translation>
    </message>
    <message>
        <source>No danger sign in what was asked and measured.</source>
        <translation>जो पूछा और नापा गया उसमें ख़तरे का कोई लक्षण नहीं।</translation>
    </message>
    <message>
        <source>Not counted until corrected: {fields}</source>
        <translation>ठीक करने तक गिना नहीं जाएगा: {fields}</translation>
    </message>
    <message>
        <source>{named}; and {count} more</source>
        <translation>{named}; और {count} और</translation>
    </message>
    <message>
        <source>Not yet known: {what}</source>
        <translation>अभी पता नहीं: {what}</translation>
    </message>
</context>
<context>
    <name>TriageLevel</name>
    <message>
        <source>EMERGENCY</source>
        <translation>आपात स्थिति</translation>
    </message>
    <message>
        <source>URGENT</source>
        <translation>जल्दी देखें</translation>
    </message>
    <message>
        <source>ROUTINE</source>
        <translation>बारी से देखें</translation>
    </message>
    <message>
        <source>NONE</source>
        <translation>कोई चेतावनी नहीं</translation>
    </message>
    <message>
        <source>DANGER SIGN</source>
        <translation>ख़तरे का लक्षण</translation>
    </message>
    <message>
        <source>NOT YET KNOWN</source>
        <translation>अभी पता नहीं</translation>
    </message>
</context>
<context>
    <name>TroublePage</name>
    <message>
        <source>Folder of the records: {folder}</source>
        <translation>रिकॉर्ड का फ़ोल्डर: {folder}</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>फिर कोशिश करें (&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Close the program</source>
        <translation>प्रोग्राम बंद करें (&amp;C)</translation>
    </message>
    <message>
        <source>The records cannot be opened</source>
        <translation>रिकॉर्ड खुल नहीं रहे</translation>
    </message>
</context>
<context>
    <name>UnlockPage</name>
    <message>
        <source>Unlock</source>
        <translation>खोलें</translation>
    </message>
    <message>
        <source>Choose your name.</source>
        <translation>अपना नाम चुनें।</translation>
    </message>
    <message>
        <source>Type your passphrase.</source>
        <translation>अपना पासफ़्रेज़ लिखें।</translation>
    </message>
    <message>
        <source>The code is right. Now choose a new passphrase.</source>
        <translation>कोड सही है। अब नया पासफ़्रेज़ चुनें।</translation>
    </message>
</context>
<context>
    <name>VisitsModel</name>
    <message>
        <source>Day</source>
        <translation>तारीख़</translation>
    </message>
    <message>
        <source>Triage</source>
        <translation>ट्राइएज</translation>
    </message>
    <message>
        <source>Complaint</source>
        <translation>शिकायत</translation>
    </message>
    <message>
        <source>Diagnosis</source>
        <translation>निदान</translation>
    </message>
    <message>
        <source>not decided yet</source>
        <translation>अभी निर्णय नहीं</translation>
    </message>
</context>
<context>
    <name>Vital</name>
    <message>
        <source>Temperature</source>
        <translation>तापमान</translation>
    </message>
    <message>
        <source>Pulse</source>
        <translation>नब्ज़</translation>
    </message>
    <message>
        <source>Breathing rate</source>
        <translation>साँस की गति</translation>
    </message>
    <message>
        <source>Breathing rate, second count</source>
        <translation>साँस की गति, दूसरी गिनती</translation>
    </message>
    <message>
        <source>Oxygen (SpO2)</source>
        <translation>ऑक्सीजन (SpO2)</translation>
    </message>
    <message>
        <source>BP upper</source>
        <translation>ऊपर का बीपी</translation>
    </message>
    <message>
        <source>BP lower</source>
        <translation>नीचे का बीपी</translation>
    </message>
    <message>
        <source>Blood glucose</source>
        <translation>ख़ून में शुगर</translation>
    </message>
    <message>
        <source>Haemoglobin</source>
        <translation>हीमोग्लोबिन</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>वज़न</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>लंबाई</translation>
    </message>
    <message>
        <source>Arm (MUAC)</source>
        <translation>बाँह का घेरा (MUAC)</translation>
    </message>
    <message>
        <source>Consciousness</source>
        <translation>होश</translation>
    </message>
    <message>
        <source>Is oxygen being given?</source>
        <translation>क्या ऑक्सीजन दी जा रही है?</translation>
    </message>
    <message>
        <source>Capillary refill time</source>
        <translation>रंग लौटने का समय (CRT)</translation>
    </message>
    <message>
        <source>Coma score (GCS)</source>
        <translation>कोमा स्कोर (GCS)</translation>
    </message>
    <message>
        <source>Weeks of pregnancy</source>
        <translation>गर्भ के हफ़्ते</translation>
    </message>
    <message>
        <source>age</source>
        <translation>उम्र</translation>
    </message>
    <message>
        <source>sex</source>
        <translation>लिंग</translation>
    </message>
    <message>
        <source>whether she is pregnant</source>
        <translation>गर्भवती हैं या नहीं</translation>
    </message>
    <message>
        <source>days since the birth</source>
        <translation>प्रसव को कितने दिन हुए</translation>
    </message>
    <message>
        <source>BP</source>
        <translation>बीपी</translation>
    </message>
</context>
<context>
    <name>VitalsSection</name>
    <message>
        <source>Measurements</source>
        <translation>नाप</translation>
    </message>
    <message>
        <source>BP cannot be recorded</source>
        <translation>बीपी नहीं आ रहा</translation>
    </message>
    <message>
        <source>SpO2: no reading</source>
        <translation>SpO2 नहीं आ रहा</translation>
    </message>
</context>
<context>
    <name>Workspace</name>
    <message>
        <source>&amp;Queue</source>
        <translation>कतार (&amp;Q)</translation>
    </message>
    <message>
        <source>New &amp;encounter</source>
        <translation>नया मरीज़ (&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Find a patient</source>
        <translation>मरीज़ खोजें (&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Clinic</source>
        <translation>क्लिनिक (&amp;C)</translation>
    </message>
    <message>
        <source>Clinical content</source>
        <translation>चिकित्सा सामग्री</translation>
    </message>
    <message>
        <source>{name}, {role} · {clinic}</source>
        <translation>{name}, {role} · {clinic}</translation>
    </message>
    <message>
        <source>&amp;Lock</source>
        <translation>ताला लगाएँ (&amp;L)</translation>
    </message>
    <message>
        <source>Lock, or let somebody else sign in ({keys})</source>
        <translation>ताला लगाएँ, या दूसरे को काम करने दें ({keys})</translation>
    </message>
    <message>
        <source>Sent to the doctor.</source>
        <translation>डॉक्टर को भेजा गया।</translation>
    </message>
    <message>
        <source>Closed. The visit note can be printed now.</source>
        <translation>पूरा हुआ। अब पर्ची छाप सकते हैं।</translation>
    </message>
</context>
<context>
    <name>_ClinicStep</name>
    <message>
        <source>Name of the clinic</source>
        <translation>क्लिनिक का नाम</translation>
    </message>
    <message>
        <source>for example: PHC Rampur, Block Sadar</source>
        <translation>जैसे: पीएचसी रामपुर, ब्लॉक सदर</translation>
    </message>
    <message>
        <source>&amp;Name of the clinic</source>
        <translation>क्लिनिक का नाम</translation>
    </message>
    <message>
        <source>It is printed at the top of every note.</source>
        <translation>यह हर पर्ची के ऊपर छपता है।</translation>
    </message>
    <message>
        <source>Type the name of the clinic.</source>
        <translation>क्लिनिक का नाम लिखें।</translation>
    </message>
</context>
<context>
    <name>_LanguageStep</name>
    <message>
        <source>This program keeps the patients&apos; records of one clinic on this computer, encrypted. It needs no network.</source>
        <translation>यह प्रोग्राम एक क्लिनिक के मरीज़ों के रिकॉर्ड इसी कंप्यूटर पर एन्क्रिप्ट करके रखता है। इसे इंटरनेट नहीं चाहिए।</translation>
    </message>
    <message>
        <source>Choose the language. You can change it at any time.</source>
        <translation>भाषा चुनें। इसे कभी भी बदल सकते हैं।</translation>
    </message>
</context>
<context>
    <name>_MakingStep</name>
    <message>
        <source>Creating the clinic</source>
        <translation>क्लिनिक बन रहा है</translation>
    </message>
    <message>
        <source>Creating the clinic and its keys. This takes a few seconds.</source>
        <translation>क्लिनिक और उसकी कुंजियाँ बन रही हैं। कुछ सेकंड लगेंगे।</translation>
    </message>
</context>
<context>
    <name>_NoticedRow</name>
    <message>
        <source>“{text}”: {answer}</source>
        <translation>“{text}”: {answer}</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>सही है</translation>
    </message>
    <message>
        <source>Not so</source>
        <translation>ऐसा नहीं</translation>
    </message>
</context>
<context>
    <name>_PersonStep</name>
    <message>
        <source>Name</source>
        <translation>नाम</translation>
    </message>
    <message>
        <source>Na&amp;me</source>
        <translation>नाम</translation>
    </message>
    <message>
        <source>Type the name.</source>
        <translation>नाम लिखें।</translation>
    </message>
</context>
<context>
    <name>_Recovery</name>
    <message>
        <source>Type the code from the paper. Capital or small letters, with or without hyphens: all are right.</source>
        <translation>काग़ज़ से कोड लिखें। छोटे-बड़े अक्षर, बीच की रेखा के साथ या बिना: सब चलेगा।</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>आपका नाम</translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation>रिकवरी कोड</translation>
    </message>
    <message>
        <source>Your &amp;name</source>
        <translation>आपका नाम</translation>
    </message>
    <message>
        <source>Recovery &amp;code</source>
        <translation>रिकवरी कोड</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>पीछे (&amp;B)</translation>
    </message>
    <message>
        <source>C&amp;ontinue</source>
        <translation>आगे बढ़ें (&amp;O)</translation>
    </message>
</context>
<context>
    <name>_SignIn</name>
    <message>
        <source>Your name</source>
        <translation>आपका नाम</translation>
    </message>
    <message>
        <source>Your &amp;name</source>
        <translation>आपका नाम</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>पासफ़्रेज़</translation>
    </message>
    <message>
        <source>&amp;Passphrase</source>
        <translation>पासफ़्रेज़</translation>
    </message>
    <message>
        <source>&amp;Unlock</source>
        <translation>खोलें (&amp;U)</translation>
    </message>
    <message>
        <source>Passphrase forgotten: use the &amp;recovery sheet</source>
        <translation>पासफ़्रेज़ भूल गए: रिकवरी पर्ची से खोलें (&amp;R)</translation>
    </message>
</context>
</TS>
